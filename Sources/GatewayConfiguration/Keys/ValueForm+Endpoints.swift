// The URLs of `connect` and `listen`: their schemes, those to come included.
// To enforce a scheme: move it out of `planned` and give it its value.

extension ValueForm where Value == DeviceEndpoint {
    /// How the gateway reaches a device.
    static var connect: ValueForm {
        let planned = ["telnet://", "serial://"]
        return .scalar(
            expected: "tcp://HOST:PORT or demo:",
            planned: planned,
            text: \.description,
            read: { text in
                if text == "demo:" || text == "demo" { return .value(.demo) }
                if text.hasPrefix("demo:?") { return demoBoard(query: text.dropFirst(6)) }
                return socketURL(text, schemes: ["tcp://"], planned, ports: 1...65535) { url in
                    .tcp(host: url.host, port: url.port)
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

extension ValueForm where Value == ListenEndpoint {
    /// Where a device's clients come in.
    static var listen: ValueForm {
        let schemes = ListenEndpoint.ClientProtocol.allCases.map { "\($0.rawValue)://" }
        let planned = ["telnet://", "raw+tls://", "telnet+tls://"]
        let plannedOptions = ["?observe="]
        return .scalar(
            expected: schemes.map { "\($0)ADDRESS:PORT" }.joined(separator: " or "),
            planned: planned + plannedOptions,
            text: \.text,
            read: { text in
                let parts = text.split(separator: "?", maxSplits: 1)
                let query = parts.dropFirst().first ?? ""
                if let option = plannedOptions.first(where: { query.contains($0.dropFirst()) }) {
                    return .planned(option)
                }
                guard parts.count == 2 else {
                    return socketURL(text, schemes: schemes, planned, ports: 0...65535) { url in
                        endpoint(url, .none, text)
                    }
                }
                do throws(SocketURL.Flaw) {
                    let options = try ListenOptions(query: query)
                    let plain = String(parts[0])
                    return socketURL(plain, schemes: schemes, planned, ports: 0...65535) { url in
                        endpoint(url, options.proof, text)
                    }
                } catch {
                    return .wrong(hint: error.words)
                }
            }
        )
    }

    private static func endpoint(
        _ url: SocketURL,
        _ proof: ClientProof,
        _ text: String
    ) -> ListenEndpoint {
        ListenEndpoint(
            kind: ListenEndpoint.ClientProtocol(rawValue: url.scheme)!,
            host: url.host,
            port: url.port,
            proof: proof,
            text: text
        )
    }
}

/// Reads `scheme://host:port` with one of `schemes`; one of `planned` is known and not enforced.
private func socketURL<Value>(
    _ text: String,
    schemes: [String],
    _ planned: [String],
    ports: ClosedRange<Int>,
    value: (SocketURL) -> Value
) -> ValueForm<Value>.Verdict {
    if let scheme = planned.first(where: text.hasPrefix) { return .planned(scheme) }
    guard let scheme = schemes.first(where: text.hasPrefix) else {
        let written = text.firstRange(of: "://").map { String(text[..<$0.upperBound]) }
        return .wrong(hint: NearSpelling.hint(written ?? text, among: schemes + planned))
    }
    do {
        let authority = text.dropFirst(scheme.count)
        let name = String(scheme.dropLast("://".count))
        return .value(value(try SocketURL(scheme: name, authority: authority, ports: ports)))
    } catch {
        return .wrong(hint: error.words)
    }
}
