// What the name of a device may be, and so that of a pool: they share one space of names. That none
// is given twice is checked where names are read.

/// The names of devices and pools.
enum DeviceName {
    /// What `isValid` asks for, in words.
    static let rule = "a letter, then up to 62 of a-z 0-9 _ . -, no capitals"

    /// `[a-z][a-z0-9_.-]{0,62}`.
    static func isValid(_ name: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let others = Array("0123456789_.-".utf8)
        return (1...63).contains(name.utf8.count) && letters.contains(name.utf8.first!)
            && name.utf8.allSatisfy { letters.contains($0) || others.contains($0) }
    }
}
