// `preempt`: a higher priority takes the lease from its holder after `preempt_grace`, and both hear
// of it; an equal one never does.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PreemptionTests {
    @Test func `a higher priority takes the lease after the grace, and both are told`() throws {
        let device = try FakeDevice.start()
        let keys = ["notices: on", "priority: {boss: 5}", "preempt: always", "preempt_grace: 1s"]
        let gateway = try GatewayProcess.startAsking("name", for: device, keys: keys)
        let holder = try gateway.client(saying: "alice\n")
        try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        let boss = try gateway.client(saying: "boss\n")
        try boss.readPlace()
        let told = "[hotseat] board1 goes to boss (127.0.0.1), who comes first here, in 1 s.\r\n"
        try holder.read(until: told)
        let taken = try time {
            try boss.read(until: "[hotseat] board1: alice (127.0.0.1) gives way to you in 1 s.\r\n")
            try boss.readToGrant()
        }
        #expect(taken > .milliseconds(800) && taken < .seconds(1) + noise)
        let sentence = "board1: somebody with a higher priority needs the device."
        #expect(try holder.readFarewell() == sentence)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "preempted gateway holding")
        #expect(row.user == "alice")
    }

    @Test func `an equal one waits, and a holder hears when it may stay`() throws {
        let device = try FakeDevice.start()
        let keys = ["notices: on", "priority: {boss: 5}", "preempt: always", "preempt_grace: 1m"]
        let gateway = try GatewayProcess.startAsking("name", for: device, keys: keys)
        let holder = try gateway.client(saying: "alice\n")
        try holder.readGrant()
        let bob = try gateway.client(saying: "bob\n")
        try bob.readPlace()
        let boss = try gateway.client(saying: "boss\n")
        try boss.readPlace()
        boss.close()
        let text = try holder.read(until: "[hotseat] board1 stays yours.\r\n")
        #expect(text.contains("board1 goes to boss") && !text.contains("bob"))
    }
}
