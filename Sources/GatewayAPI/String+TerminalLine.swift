// What a person wrote, as a terminal and the record may have it: on one line, without anything that
// a terminal obeys, and not for long. What is a name is `UserName`'s.

extension String {
    /// The text as one line of printable ASCII, of at most so many bytes; nil where nothing is
    /// left.
    func terminalLine(bytesMax: Int) -> String? {
        let printable = unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
            .filter { (0x20...0x7E).contains($0.value) }
            .drop { $0 == " " }
            .prefix(bytesMax)
        let text = String(String.UnicodeScalarView(printable))
        return text.isEmpty ? nil : text
    }
}
