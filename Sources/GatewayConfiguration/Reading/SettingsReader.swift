// Goes through a parsed file, section by section, with the tables of `SettingKeys`, and notes every
// fault on its way. How one section is read is `SectionReader`'s; what one value may be is in
// `ValueForm`; what a key is, in `SettingKeys`.

import LeaseCore
import Yams

/// Makes settings of a parsed file. Where faults were noted, the settings are not to be used.
struct SettingsReader {
    private let document: YAMLDocument
    private(set) var faults: FaultLog

    private typealias Entries = SectionReader.Entries

    init(_ document: YAMLDocument, faults: FaultLog) {
        self.document = document
        self.faults = faults
    }

    mutating func settings(in surroundings: Surroundings) -> GatewaySettings {
        var sections = FileSections()
        var settings = GatewaySettings(surroundings: surroundings, devices: [])
        guard let root = fileMapping() else { return settings }
        let entries = read(root, SettingKeys.file, into: &sections)
        require(SettingKeys.file, in: [entries], of: "the file", at: .start)
        let gateway = read(sections.gateway, SettingKeys.gateway, into: &settings)
        _ = read(sections.history, SettingKeys.history, into: &settings.history)
        settings.users = users(in: sections.users)
        // Stands for no device: its endpoints are there to be overwritten, by the defaults or the
        // device.
        var pattern = DeviceSettings(name: "", connect: .demo, listen: [])
        let defaults = read(sections.defaults, SettingKeys.device, into: &pattern)
        let groups = GroupsInUse(settings.users)
        groups.check(defaults, noting: &faults)
        refuseTwoWays(defaults, of: "'defaults'")
        var ports = PortsInUse()
        settings.devices = devices(in: sections.devices, after: pattern, defaults, groups, &ports)
        settings.pools = pools(in: sections.pools, of: DevicesInUse(sections.devices), &ports)
        for index in settings.devices.indices {
            let name = settings.devices[index].name
            settings.devices[index].listenOfPools = settings.pools
                .filter { $0.devices.contains(name) }.flatMap(\.listen)
        }
        let isTLSGiven = gateway["tls"] != nil
        checkEncryption(in: sections, settings.tls, isGiven: isTLSGiven)
        return settings
    }

    /// The whole file, which is a mapping, or nothing at all.
    private mutating func fileMapping() -> Node.Mapping? {
        guard let root = document.root, !root.isEmpty else { return Node.Mapping([]) }
        if case .mapping(let mapping) = root { return mapping }
        faults.note("the file must be a mapping of keys, as in 'devices:'", at: root.position)
        return nil
    }
}

// MARK: Devices

extension SettingsReader {
    private mutating func devices(
        in section: Node.Mapping,
        after pattern: DeviceSettings,
        _ defaults: Entries,
        _ groups: GroupsInUse,
        _ ports: inout PortsInUse
    ) -> [DeviceSettings] {
        var logs = LogsInUse()
        return SectionReader.pairs(of: section, noting: &faults).map { name, key, node in
            var device = pattern
            device.name = name
            if !DeviceName.isValid(name) {
                let sentence = "'\(name.shown)' is no name of a device: \(DeviceName.rule)"
                faults.note(sentence, at: key.position)
            }
            let form = ValueForm.section(of: "a device's keys", mayBeEmpty: true)
            guard let mapping = form.decode(node, name, &faults) else { return device }
            let entries = read(mapping, SettingKeys.device, into: &device)
            require(SettingKeys.device, in: [entries, defaults], of: "'\(name)'", at: key.position)
            refuseTwoWays(entries, of: "'\(name)'")
            groups.check(entries, noting: &faults)
            if let listen = (entries["listen"] ?? defaults["listen"])?.sequence {
                ports.take(listen, for: name, noting: &faults)
            }
            if let log = entries["log"] ?? defaults["log"] {
                logs.take(log, for: device, noting: &faults)
            }
            return device
        }
    }

    /// A device is reached in one way.
    private mutating func refuseTwoWays(_ entries: Entries, of owner: String) {
        guard entries["connect"] != nil, let command = entries["command"] else { return }
        let sentence = "\(owner) has 'connect' and 'command', and can be reached in one way only"
        faults.note(sentence, at: command.position)
    }

    /// Without certificates there can be no encrypted listener, and without those that vouch for
    /// clients' none that asks for them.
    private mutating func checkEncryption(
        in sections: FileSections,
        _ tls: TLSSettings?,
        isGiven: Bool
    ) {
        let others = (Array(sections.devices) + Array(sections.pools)).compactMap(\.value.mapping)
        let listeners = ([sections.defaults] + others).flatMap { $0["listen"]?.sequence ?? [] }
        for node in listeners {
            var elsewhere = FaultLog(file: faults.file)
            guard let endpoint = ValueForm.listen.decode(node, "listen", &elsewhere),
                endpoint.kind.isEncrypted
            else { continue }
            let listener = "'\(endpoint.text)' needs"
            if !isGiven {
                let example = "as in 'tls: {certificate: F, key: F}'"
                faults.note(
                    "\(listener) a certificate; name it and its key under 'gateway', \(example)",
                    at: node.position
                )
            } else if endpoint.proof == .certificate, let tls, tls.clientCA == nil {
                faults.note(
                    "\(listener) 'client_ca' under 'tls': who vouches for clients' certificates",
                    at: node.position
                )
            }
        }
    }
}

// MARK: Pools

extension SettingsReader {
    private mutating func pools(
        in section: Node.Mapping,
        of devices: DevicesInUse,
        _ ports: inout PortsInUse
    ) -> [PoolSettings] {
        SectionReader.pairs(of: section, noting: &faults).map { name, key, node in
            var pool = PoolSettings(name: name, devices: [], listen: [])
            devices.check(name: name, key, noting: &faults)
            let form = ValueForm.section(of: "a pool's keys", mayBeEmpty: true)
            guard let mapping = form.decode(node, name, &faults) else { return pool }
            let entries = read(mapping, SettingKeys.pool, into: &pool)
            require(SettingKeys.pool, in: [entries], of: "'\(name.shown)'", at: key.position)
            devices.check(entries, of: name, noting: &faults)
            if let listen = entries["listen"]?.sequence {
                ports.take(listen, for: name, noting: &faults)
            }
            return pool
        }
    }
}

// MARK: Users

extension SettingsReader {
    private mutating func users(in section: Node.Mapping) -> [UserSettings] {
        var owners: [String: String] = [:]
        return SectionReader.pairs(of: section, noting: &faults).map { name, key, node in
            var user = UserSettings(name: name)
            if !UserName.isValid(name) {
                let sentence = "'\(name.shown)' is no name of a user: \(UserName.rule)"
                faults.note(sentence, at: key.position)
            }
            let form = ValueForm.section(of: "a user's keys", mayBeEmpty: true)
            guard let mapping = form.decode(node, name, &faults) else { return user }
            let entries = read(mapping, SettingKeys.user, into: &user)
            for proof in ["token_hash", "certificate"] {
                guard let node = entries[proof], let written = node.scalar?.string else {
                    continue
                }
                let text = proof == "token_hash" ? written.lowercased() : written
                if let owner = owners[text] {
                    let sentence = "'\(proof)' of '\(name.shown)' is that of '\(owner)' too"
                    faults.note(sentence, at: node.position)
                }
                owners[text] = owners[text] ?? name
            }
            return user
        }
    }
}

// MARK: Keys

extension SettingsReader {
    private mutating func read<Target>(
        _ section: Node.Mapping,
        _ keys: [SettingKey<Target>],
        into target: inout Target
    ) -> Entries {
        SectionReader.read(section, keys, into: &target, noting: &faults)
    }

    /// Notes every key that must be there and is in none of `entries`.
    private mutating func require<Target>(
        _ keys: [SettingKey<Target>],
        in entries: [Entries],
        of owner: String,
        at position: TextPosition
    ) {
        let present = Set(entries.flatMap(\.keys))
        for key in keys {
            guard case .enforced(let enforcement) = key.state,
                case .required(let others) = enforcement.fallback,
                present.isDisjoint(with: [key.name] + others)
            else { continue }
            let missing = "'\(key.name)', which must be \(enforcement.expected)"
            let sentence =
                others.isEmpty
                ? "\(owner) has no \(missing)"
                : "\(owner) has neither \(missing), nor '\(others.joinedByOr)'"
            faults.note(sentence, at: position)
        }
    }
}
