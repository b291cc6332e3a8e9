// The last that was seen of a client's connection, or of its device's: for `end_detail`. It is kept
// as it was found and put into words only when it is recorded, behind the hand-over.

/// What an end is to be explained by.
struct LastSign {
    /// FIN, RST, an error, the device's failure; nil where TCP's reading says it all.
    var what: String?
    var reading: TCPReading?

    var words: String {
        [what, reading?.words].compactMap(\.self).joined(separator: "; ")
    }
}
