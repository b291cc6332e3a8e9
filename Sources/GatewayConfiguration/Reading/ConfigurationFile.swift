// The configuration file: from its path or its text to settings, or to everything that is wrong
// with it. Nothing is touched but the file itself, and that is only read.

import Glibc

/// The configuration file.
public enum ConfigurationFile {
    /// Where the file is when nobody says otherwise.
    public static let defaultPath = "/etc/hotseat/hotseat.yaml"

    /// A longer file is refused, in bytes.
    private static let bytesMax = 1 << 20

    /// Reads and checks the file at `path`.
    ///
    /// Throws all of its faults, in the order of the file.
    public static func read(
        path: String,
        surroundings: Surroundings
    ) throws(ConfigurationFaults) -> GatewaySettings {
        try read(text: try contents(of: path), file: path, surroundings: surroundings)
    }

    /// Reads and checks a text; `file` is what its faults call it.
    ///
    /// Throws all of its faults, in the order of the text.
    public static func read(
        text: String,
        file: String,
        surroundings: Surroundings
    ) throws(ConfigurationFaults) -> GatewaySettings {
        var faults = FaultLog(file: file)
        do {
            let document = try YAMLDocument(text)
            var reader = SettingsReader(document, faults: faults)
            let settings = reader.settings(in: surroundings)
            if reader.faults.isEmpty { return settings }
            faults = reader.faults
        } catch {
            faults.note(error.sentence, at: error.position)
        }
        throw ConfigurationFaults(faults: faults.faults)
    }

    private static func contents(of path: String) throws(ConfigurationFaults) -> String {
        func fault(_ sentence: String, at position: TextPosition? = nil) -> ConfigurationFaults {
            let fault = ConfigurationFault(file: path, position: position, sentence: sentence)
            return ConfigurationFaults(faults: [fault])
        }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw fault("cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var count = 0
        repeat {
            let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
                count = Glibc.read(file, buffer.baseAddress, buffer.count)
                initialized = max(0, count)
            }
            guard count >= 0 else {
                throw fault("cannot be read: \(String(cString: strerror(errno)))")
            }
            bytes += chunk
        } while count > 0 && bytes.count <= bytesMax
        guard bytes.count <= bytesMax else { throw fault("is longer than \(bytesMax) bytes") }
        let text = String(decoding: bytes, as: UTF8.self)
        if let wrong = zip(bytes, text.utf8).enumerated().first(where: { $1.0 != $1.1 })?.offset {
            let before = String(decoding: bytes[..<wrong], as: UTF8.self)
            throw fault("not UTF-8", at: TextPosition(after: before))
        }
        // A byte order mark is no part of the text (RFC 3629, section 6).
        return text.unicodeScalars.first == "\u{FEFF}"
            ? String(text.unicodeScalars.dropFirst()) : text
    }
}
