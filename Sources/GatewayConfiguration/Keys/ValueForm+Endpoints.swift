// The URLs of `connect` and `listen`: their schemes, those to come included.
// To add a scheme: here, with the value that it stands for.

extension ValueForm where Value == DeviceEndpoint {
    /// How the gateway reaches a device.
    static var connect: ValueForm {
        .scalar(
            expected: "tcp://HOST:PORT, telnet://HOST:PORT, serial:///PATH or demo:",
            text: \.description,
            read: { text in
                if text == "demo:" || text == "demo" { return .value(.demo) }
                if text.hasPrefix("demo:?") { return demoBoard(query: text.dropFirst(6)) }
                if text.hasPrefix("serial:") { return serialPort(text) }
                if text.hasPrefix("/") {
                    return .wrong(hint: "did you mean '\(SerialSettings.scheme)\(text)'?")
                }
                let schemes = ["tcp://", "telnet://"]
                let others = [SerialSettings.scheme]
                return socketURL(text, schemes: schemes, others, ports: 1...65535) { url in
                    url.scheme == "telnet"
                        ? .telnet(host: url.host, port: url.port)
                        : .tcp(host: url.host, port: url.port)
                }
            }
        )
    }
}

/// Reads what stands behind `demo:?`.
private func demoBoard(query: Substring) -> ValueForm<DeviceEndpoint>.Verdict {
    do {
        return .value(.demoBoard(try DemoHabits(query: query)))
    } catch {
        return .wrong(hint: error.words)
    }
}

/// Reads `serial://` and what stands behind it.
private func serialPort(_ text: String) -> ValueForm<DeviceEndpoint>.Verdict {
    // What lacks a slash has no path.
    let isWhole = text.hasPrefix(SerialSettings.scheme)
    let rest = isWhole ? text.dropFirst(SerialSettings.scheme.count) : ""
    do throws(SocketURL.Flaw) {
        return .value(.serial(try SerialSettings(reading: rest)))
    } catch {
        return .wrong(hint: error.words)
    }
}

extension ValueForm where Value == ListenEndpoint {
    /// Where a device's clients come in.
    static var listen: ValueForm {
        let kinds = ListenEndpoint.ClientProtocol.allCases.map(\.rawValue)
        let schemes = kinds.map { "\($0)://" }
        return .scalar(
            expected: "SCHEME://ADDRESS:PORT, with \(kinds.joinedByOr)",
            text: \.text,
            read: { text in
                let parts = text.split(separator: "?", maxSplits: 1)
                do throws(SocketURL.Flaw) {
                    let query = parts.dropFirst().first
                    let plain = String(query == nil ? text[...] : parts[0])
                    let isEncrypted = ListenEndpoint.ClientProtocol.allCases.contains {
                        $0.isEncrypted && plain.hasPrefix("\($0.rawValue)://")
                    }
                    let options = try query.map { query throws(SocketURL.Flaw) in
                        try ListenOptions(query: query, isEncrypted: isEncrypted)
                    }
                    return socketURL(plain, schemes: schemes, ports: 0...65535) { url in
                        ListenEndpoint(url, options ?? ListenOptions(), text: text)
                    }
                } catch {
                    return .wrong(hint: error.words)
                }
            }
        )
    }
}

/// Reads `scheme://host:port` with one of `schemes`; `others` are right too, and read elsewhere.
private func socketURL<Value>(
    _ text: String,
    schemes: [String],
    _ others: [String] = [],
    ports: ClosedRange<Int>,
    value: (SocketURL) -> Value
) -> ValueForm<Value>.Verdict {
    guard let scheme = schemes.first(where: text.hasPrefix) else {
        let written = text.firstRange(of: "://").map { String(text[..<$0.upperBound]) }
        return .wrong(hint: NearSpelling.hint(written ?? text, among: schemes + others))
    }
    do {
        let authority = text.dropFirst(scheme.count)
        let name = String(scheme.dropLast("://".count))
        return .value(value(try SocketURL(scheme: name, authority: authority, ports: ports)))
    } catch {
        return .wrong(hint: error.words)
    }
}
