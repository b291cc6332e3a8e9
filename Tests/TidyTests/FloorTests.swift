// A target stands on the floors below its own. SwiftPM does not hold that: an import of a sibling
// that was never declared compiles, by luck of the order of building.
// The floors themselves are in `Floors.swift`.

import Testing

@Suite struct FloorTests {
    @Test func `every target stands on the floors below it`() throws {
        let tree = SourceTree.here
        let manifest = PackageManifest(
            try #require(tree.swiftFiles.first { $0.path == "Package.swift" })
        )
        expectNone(Self.complaints(about: manifest))
        expectNone(tree.swiftFiles.flatMap { Self.complaints(about: $0, manifest) })
    }

    static func complaints(about manifest: PackageManifest) -> [Complaint] {
        manifest.targets.filter { $0.folder.hasPrefix("Sources/") }.flatMap { target in
            guard let floor = Floors.targets[target.name]?.floor else {
                let sentence = "\(target.name) is on no floor: give it one in \(table)"
                return [Complaint("Package.swift", line: target.line, sentence)]
            }
            return target.dependencies.sorted()
                .filter { (Floors.targets[$0]?.floor ?? floor) >= floor }
                .map {
                    Complaint(
                        "Package.swift",
                        line: target.line,
                        "\(target.name) may not stand on \($0), which is not below it: move what "
                            + "both need to a lower floor (\(table))"
                    )
                }
        }
    }

    static func complaints(about file: SwiftFile, _ manifest: PackageManifest) -> [Complaint] {
        guard let target = manifest.target(of: file) else { return [] }
        let siblings = Set(manifest.targets.map(\.name))
        return file.imports.compactMap { module, line in
            if siblings.contains(module) {
                return target.dependencies.contains(module)
                    ? nil
                    : Complaint(
                        file.path,
                        line: line,
                        "\(module) is imported and not declared: add it to the dependencies of "
                            + "\(target.name) in Package.swift, if its floor allows it"
                    )
            }
            guard let own = Floors.targets[target.name], !own.outside.contains(module)
            else { return nil }
            return Complaint(
                file.path,
                line: line,
                "\(target.name) does without \(module): do that on a higher floor, or allow it in "
                    + table
            )
        }
    }

    private static let table = "Tests/TidyTests/Floors.swift"

    private static let sample = PackageManifest(
        SwiftFile(
            "Package.swift",
            """
            .target(name: "LeaseCore"),
            .target(
                name: "GatewayAPI",
                dependencies: ["LeaseCore", .product(name: "X", package: "History")]
            ),
            .target(name: "LeaseSimulation", dependencies: ["LeaseCore", "GatewayAPI"], a: []),
            .executableTarget(name: "Cellar"),
            .testTarget(name: "SimulationTests", dependencies: ["LeaseSimulation"]),
            .target(name: "Support", path: "Tests/Support"),
            """
        )
    )

    @Test func `the manifest is read`() {
        let targets = Self.sample.targets
        #expect(targets.map(\.dependencies.count) == [0, 1, 2, 0, 1, 0])
        #expect(
            targets.map(\.folder).suffix(3) == [
                "Sources/Cellar", "Tests/SimulationTests", "Tests/Support",
            ]
        )
    }

    @Test func `a dependency that goes sideways and a target on no floor are caught`() {
        #expect(Self.complaints(about: Self.sample).map(\.line) == [6, 7])
    }

    @Test(arguments: [
        ("Sources/GatewayAPI", "import LeaseCore", true),
        ("Sources/GatewayAPI", "import Foundation", true),
        ("Sources/GatewayAPI", "@testable import LeaseSimulation", false),
        ("Sources/GatewayAPI", "import struct GRDB.Row", false),
        ("Sources/LeaseCore", "import Foundation", false),
        ("Tests/SimulationTests", "import LeaseSimulation", true),
        ("Tests/SimulationTests", "import GatewayAPI", false),
        ("Tests/Support", "import Glibc", true),
    ])
    func `an import that is not declared or not allowed is caught`(
        folder: String,
        line: String,
        isAllowed: Bool
    ) {
        let file = SwiftFile("\(folder)/Sample.swift", line)
        #expect(Self.complaints(about: file, Self.sample).isEmpty == isAllowed)
    }
}
