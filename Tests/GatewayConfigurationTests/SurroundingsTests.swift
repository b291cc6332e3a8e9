// Where a gateway keeps its state and its control socket when the file does not say, and where its
// clients look for it.

import GatewayConfiguration
import Testing

@Suite struct SurroundingsTests {
    private let root = Surroundings(
        userID: 0,
        hostName: "lab1",
        home: "/people/root",
        stateHome: "/people/root/state",
        runtimeDirectory: "/run/user/0"
    )
    private let user = Surroundings(userID: 1000, hostName: "lab1", home: "/people/alice")

    @Test func `root has the directories of the system, whatever its environment says`() {
        #expect(root.stateDirectory == "/var/lib/hotseat")
        #expect(root.controlSocket == "/run/hotseat/control.sock")
        #expect(root.controlSocketCandidates == ["/run/hotseat/control.sock"])
    }

    @Test func `a user without an environment has the home and the temporary directory`() {
        #expect(user.stateDirectory == "/people/alice/.local/state/hotseat")
        #expect(user.controlSocket == "/tmp/hotseat-1000/control.sock")
    }

    @Test func `a user's XDG directories come first`() {
        var user = user
        user.stateHome = "/people/alice/state"
        user.runtimeDirectory = "/run/user/1000"
        #expect(user.stateDirectory == "/people/alice/state/hotseat")
        #expect(user.controlSocket == "/run/user/1000/hotseat/control.sock")
    }

    @Test func `a client looks for the user's own gateway, then for the system's`() {
        let own = "/tmp/hotseat-1000/control.sock"
        #expect(user.controlSocketCandidates == [own, "/run/hotseat/control.sock"])
    }

    @Test func `variables that are empty or relative count as unset`() {
        let environment = [
            "HOME": "", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "", "TMPDIR": "tmp",
        ]
        let read = Surroundings(
            userID: 1000,
            hostName: "lab1",
            passwordHome: "/people/alice",
            environment: environment
        )
        #expect(read == user)
    }

    @Test func `variables that are absolute paths are taken`() {
        let read = Surroundings(
            userID: 7,
            hostName: "lab1",
            passwordHome: "/nowhere",
            environment: [
                "HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/r", "TMPDIR": "/t",
            ]
        )
        let expected = Surroundings(
            userID: 7,
            hostName: "lab1",
            home: "/h",
            stateHome: "/s",
            runtimeDirectory: "/r",
            temporaryDirectory: "/t"
        )
        #expect(read == expected)
    }

    @Test func `this process has a host name and absolute directories`() {
        let present = Surroundings.present
        #expect(!present.hostName.isEmpty)
        #expect(present.home.hasPrefix("/"))
        #expect(present.temporaryDirectory.hasPrefix("/"))
    }

    @Test func `the file decides where it says something`() throws {
        let text = "gateway: {state_dir: /srv/a, control: /srv/b.sock}\n" + board()
        let settings = try settings(text, in: root)
        #expect(settings.stateDirectory == "/srv/a")
        #expect(settings.controlSocket == "/srv/b.sock")
    }

    @Test func `where the file says nothing, the surroundings decide`() throws {
        let settings = try settings(board(), in: user)
        #expect(settings.stateDirectory == "/people/alice/.local/state/hotseat")
        #expect(settings.controlSocket == "/tmp/hotseat-1000/control.sock")
    }
}
