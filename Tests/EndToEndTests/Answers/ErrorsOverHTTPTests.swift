// The control socket's own answers: alive, ready, and errors as objects with a code, a sentence and
// a hint.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ErrorsOverHTTPTests {
    @Test func `alive and ready are told`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        #expect(try gateway.home.control.get("/livez").status == 200)
        let ready = try gateway.home.control.get("/readyz")
        #expect(ready.status == 200)
        let object = try JSONObject(ready.body)
        #expect(object.members["ready"] as? Bool == true)
        #expect((object.members["problems"] as? [Any])?.isEmpty == true)
    }

    @Test(arguments: [
        ("/v1/devices/bord1", 404), ("/v1/sessions/4711", 404), ("/v1/nothing", 404),
        ("/v1/sessions?limit=many", 400), ("/v1/sessions?cursor=nonsense", 400),
    ])
    func `an error is an object with code, message and hint`(
        target: String,
        status: Int
    ) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let answer = try gateway.home.control.get(target)
        #expect(answer.status == status)
        let error = try #require(try JSONObject(answer.body)[object: "error"], "\(answer.body)")
        #expect(error.keys.isSuperset(of: ["code", "message", "hint"]))
        #expect(error[text: "message"]?.isEmpty == false)
    }
}
