// `link: persistent`: one run of the program serves one lease after the other; by default each
// lease has its own.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct PersistentCommandTests {
    @Test func `a kept program serves one lease after the other`() throws {
        let gateway = try GatewayProcess.startShell(keys: ["link: persistent"])
        let user = try gateway.shellUser()
        let first = try user.ask("echo $$")
        let waiter = try gateway.waiter()
        user.close()
        try waiter.readToGrant()
        #expect(try waiter.ask("echo $$") == first)
        waiter.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "open")
        let third = try gateway.client()
        try third.readToGrant()
        #expect(try third.ask("echo $$") == first)
    }

    @Test func `a kept program that ended meanwhile is started anew for the next`() throws {
        let gateway = try GatewayProcess.startShell(keys: ["link: persistent"])
        let user = try gateway.shellUser()
        let first = try #require(pid_t(try user.words(of: "echo $$")[0]))
        user.close()
        try gateway.wait(until: "board1", is: "free")
        kill(first, SIGKILL)
        try eventually("the link is closed") {
            try gateway.status(of: "board1").link == "closed"
        }
        let next = try gateway.shellUser()
        #expect(try next.words(of: "echo $$") != ["\(first)"])
    }

    @Test func `by default each lease has a run of its own`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        let first = try user.ask("echo $$")
        user.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "closed")
        let next = try gateway.shellUser()
        #expect(try next.ask("echo $$") != first)
    }
}
