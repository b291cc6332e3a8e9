// `?auth=token`: a line with a token lets its user in, and the user is in the record, in `status`
// and in what the next in line reads.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginByTokenTests {
    @Test func `a token lets its user in, who is named everywhere`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let holder = try gateway.client()
        #expect(try holder.readNotice() == "board1: your token, please:")
        try holder.send("\(KnownUsers.tokenOfAlice)\n")
        try holder.readGrant()
        #expect(try gateway.status(of: "board1").holder?.user == "alice")

        let waiter = try gateway.client(saying: "\(KnownUsers.tokenOfBob)\n", from: "127.0.0.2")
        let notice = try waiter.readNotice()
        #expect(notice.hasPrefix("board1 is held by alice (127.0.0.1) for "), "\(notice)")
        #expect(try gateway.status(of: "board1").queue.map(\.user) == ["bob"])

        holder.close()
        waiter.close()
        #expect(try gateway.history.ended(holder).user == "alice")
        #expect(try gateway.history.ended(waiter).user == "bob")
    }

    @Test func `status and the record's filter know the user too`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let holder = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try holder.readGrant()
        #expect(try gateway.home.run("status").output.contains("alice"))
        holder.close()
        try gateway.history.ended(holder)
        let found = try gateway.home.run("sessions", "--user", "alice", "--json")
        #expect(found.output.contains("\"user\":\"alice\""), "\(found)")
        #expect(try gateway.home.run("sessions", "--user", "bob", "--json").output == "")
    }
}
