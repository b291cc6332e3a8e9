// RFC 1143: a change of an option is answered once, an answer never, and a change of mind waits for
// the answer to the first. Two ends wired to each other come to rest, whatever each of them wants.

import Testing

@testable import Telnet

struct OptionStateTests {
    @Test func `what the peer wants is answered once`() {
        var state = OptionState.off
        #expect(state.heard(true, isAccepted: true) == true)
        #expect(state.isOn)
        #expect(state.heard(true, isAccepted: true) == nil)
        #expect(state.heard(false, isAccepted: true) == false)
        #expect(!state.isOn)
        #expect(state.heard(false, isAccepted: true) == nil)
    }

    @Test func `what is not accepted is refused each time it is wanted, and stays off`() {
        var state = OptionState.off
        for _ in 0..<3 {
            #expect(state.heard(true, isAccepted: false) == false)
            #expect(!state.isOn)
        }
    }

    @Test func `the answer to a question is not answered`() {
        var state = OptionState.off
        #expect(state.ask(true) == true)
        #expect(state.isTurningOn)
        #expect(state.ask(true) == nil)
        #expect(state.heard(true, isAccepted: false) == nil)
        #expect(state.isOn)

        #expect(state.ask(false) == false)
        #expect(!state.isOn)
        #expect(state.heard(false, isAccepted: false) == nil)
        #expect(!state.isOn)
    }

    @Test func `a question that is refused is over, and may be asked again`() {
        var state = OptionState.off
        #expect(state.ask(true) == true)
        #expect(state.heard(false, isAccepted: true) == nil)
        #expect(!state.isTurningOn)
        #expect(state.ask(true) == true)
    }

    @Test func `a change of mind waits for the answer to the first question`() {
        var state = OptionState.off
        #expect(state.ask(true) == true)
        #expect(state.ask(false) == nil)
        #expect(state.heard(true, isAccepted: true) == false)
        #expect(!state.isOn)
        #expect(state.ask(true) == nil)
        #expect(state.heard(false, isAccepted: true) == true)
        #expect(state.heard(true, isAccepted: true) == nil)
        #expect(state.isOn)
    }

    @Test func `a change of mind that is taken back asks for nothing`() {
        var state = OptionState.off
        #expect(state.ask(true) == true)
        #expect(state.ask(false) == nil)
        #expect(state.ask(true) == nil)
        #expect(state.heard(true, isAccepted: true) == nil)
        #expect(state.isOn)
    }

    @Test func `a refusal that is answered by yes ends in what was wanted`() {
        var state = OptionState.on
        #expect(state.ask(false) == false)
        #expect(state.heard(true, isAccepted: true) == nil)
        #expect(!state.isOn)

        state = .turningOff(isReversed: true)
        #expect(state.heard(true, isAccepted: true) == nil)
        #expect(state.isOn)
    }

    /// Each end: its state, and what it has sent that the other has not heard yet.
    @Test(arguments: 0..<256)
    func `two ends that change their minds at any moment come to rest and agree`(choices: Int) {
        var states = [OptionState.off, .off]
        var onTheWay: [[Bool]] = [[], []]
        func deliver(to end: Int) {
            guard !onTheWay[end].isEmpty else { return }
            let word = onTheWay[end].removeFirst()
            if let answer = states[end].heard(word, isAccepted: true) {
                onTheWay[1 - end].append(answer)
            }
        }
        for step in 0..<4 {
            let end = choices >> (2 * step) & 1
            let isWanted = choices >> (2 * step + 1) & 1 == 1
            if let question = states[end].ask(isWanted) { onTheWay[1 - end].append(question) }
            if step.isMultiple(of: 2) { deliver(to: end) }
        }
        var deliveries = 0
        while !onTheWay.allSatisfy(\.isEmpty) {
            deliver(to: deliveries % 2)
            deliveries += 1
            #expect(deliveries < 100, "they go on and on")
            if deliveries == 100 { return }
        }
        #expect(states[0].isOn == states[1].isOn)
    }
}
