// Programs and their arguments: of a device, and of the beginning and end of a lease. Whether a
// program is there is found out when it is started: a check touches nothing, and it may be
// installed until then.

import Yams

extension ValueForm where Value == [String] {
    /// A program, as its absolute path or by a name that is looked for in PATH, and its arguments.
    static var command: ValueForm {
        let list = ValueForm.list(of: .commandWord)
        return ValueForm(
            expected: list.expected,
            text: list.text,
            decode: { node, key, faults in
                guard let command = list.decode(node, key, &faults), let program = command.first
                else { return nil }
                if program.contains("/"), !program.hasPrefix("/") {
                    faults.note(
                        """
                        '\(key)' must begin with an absolute path, or with a name that is looked \
                        for in PATH, not '\(program.shown)'
                        """,
                        at: node.sequence?.first?.position ?? node.position
                    )
                    return nil
                }
                return command
            }
        )
    }
}

extension ValueForm where Value == String {
    /// One word of a command.
    fileprivate static var commandWord: ValueForm {
        let bytesMax = 16 * 1024
        return .scalar(
            expected: "a program and its arguments",
            text: { $0 },
            read: { word in
                let fits = (1...bytesMax).contains(word.utf8.count) && !word.utf8.contains(0)
                return fits
                    ? .value(word)
                    : .wrong(hint: "each is a text of 1 to \(bytesMax) bytes, without a NUL")
            }
        )
    }
}

extension ValueForm where Value == DeviceEndpoint {
    /// A program that is the device.
    static var command: ValueForm {
        let command = ValueForm<[String]>.command
        return ValueForm(
            expected: command.expected,
            text: \.description,
            decode: { node, key, faults in
                command.decode(node, key, &faults).map(DeviceEndpoint.command)
            }
        )
    }
}
