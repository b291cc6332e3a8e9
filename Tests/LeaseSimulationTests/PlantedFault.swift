// Faults that a machine could have, each with the rule that it breaks: proof that the auditor would
// notice. To add one: a case with its rule here, and what it does in `FaultyMachine`.

import LeaseCore
import LeaseSimulation

enum PlantedFault: CaseIterable {
    case lastInFirstOut, twoHolders, forgottenWaiter, lostReason, grantBeforeLinkIsGone
    case lostArrival, refusalAtFreeDevice, nextHolderPutInLine, oneTooManyInLine, earlyTimeout
    case lieAboutPlace, silenceAboutPlaces, deadHeirKept, outputBeforeRecord, inputBeforeAnswer
    case halfClosedInTheWay, lostEnd, secondEnd, wrongLength, arrivalWhileSuspended
    case twoConnects, linkKeptForNobody, retryWithoutPause, lateDeadline, lostAtShutdown
    case spinningDeadline, wrongStatus
    case grantBeforeLineIsClear, lineNotCleared, keptLinkReleased, keptLinkForgotten
    case outdatedLinkKept
    case typedInLineDelivered, passedOverBytesKept, bytesAfterEnd
    case forgottenRow, rowWithoutPassOver, secondRow
    case secondLinkBesideKept, trialNeverTold, trialToldTwice, untrueTrial
    case priorityIgnored, limitsIgnored, limitsTooEarly, warningLost, untrueWarning
    case neverPreempted, graceIgnored, preemptionUntold, reclaimedByOthers, neverReclaimed
    case drainIgnored, holderDrained
    case standingLinkForgotten, standingLinkGivenUp, standingLinkTriedTooEarly, connectedForNobody

    /// Under which link's rules it shows.
    var linkLife: LinkLife {
        switch self {
        case .grantBeforeLineIsClear, .lineNotCleared, .keptLinkReleased, .keptLinkForgotten,
            .secondLinkBesideKept, .outdatedLinkKept:
            .persistent
        case .standingLinkForgotten, .standingLinkGivenUp, .standingLinkTriedTooEarly: .standing
        default: .perLease
        }
    }

    /// Within how many events it shows, at the latest.
    var depth: Int {
        switch self {
        case .passedOverBytesKept: 10
        case _ where isContested: 7
        default: 8
        }
    }

    /// Whether it takes people who count differently, or an operator, to show it.
    var isContested: Bool {
        switch rule {
        case .limits, .warned, .preemption, .reclaim, .drained: true
        default: self == .priorityIgnored
        }
    }

    /// The rules under which it shows within so many.
    var policy: LeasePolicy {
        if isContested { return .contested }
        return depth > 8 ? .roomy(linkLife) : .crowded(linkLife)
    }

    /// What the auditor has to say about it.
    var rule: Rule {
        switch self {
        case .lastInFirstOut: .firstCome
        case .twoHolders: .oneHolder
        case .forgottenWaiter: .nobodyForgotten
        case .lostReason: .oneReason
        case .grantBeforeLinkIsGone: .linkGone
        case .lostArrival: .everyArrivalAnswered
        case .refusalAtFreeDevice: .grantedAtOnce
        case .nextHolderPutInLine: .nextHolder
        case .oneTooManyInLine: .queueMax
        case .earlyTimeout: .queueTimeout
        case .lieAboutPlace: .truePlace
        case .silenceAboutPlaces: .promptPlace
        case .deadHeirKept: .deadHeir
        case .outputBeforeRecord: .output
        case .inputBeforeAnswer: .input
        case .halfClosedInTheWay: .halfClosed
        case .lostEnd: .promptEnd
        case .secondEnd: .oneEnd
        case .wrongLength: .trueEnding
        case .arrivalWhileSuspended: .admission
        case .twoConnects: .oneLink
        case .linkKeptForNobody, .outdatedLinkKept: .linkNeeded
        case .retryWithoutPause: .retryPause
        case .lateDeadline: .deviceReady
        case .lostAtShutdown: .shutdown
        case .spinningDeadline: .deadline
        case .wrongStatus: .status
        case .grantBeforeLineIsClear: .linkGone
        case .lineNotCleared, .keptLinkReleased: .linkKept
        case .keptLinkForgotten: .shutdown
        case .secondLinkBesideKept: .oneLink
        case .typedInLineDelivered, .passedOverBytesKept: .typeAhead
        case .bytesAfterEnd: .cleanLine
        case .forgottenRow, .rowWithoutPassOver, .secondRow: .wholeRow
        case .trialNeverTold, .trialToldTwice, .untrueTrial: .trialTold
        case .priorityIgnored: .firstCome
        case .limitsIgnored, .limitsTooEarly: .limits
        case .warningLost, .untrueWarning: .warned
        case .neverPreempted, .graceIgnored, .preemptionUntold: .preemption
        case .reclaimedByOthers, .neverReclaimed: .reclaim
        case .drainIgnored, .holderDrained: .drained
        case .standingLinkForgotten, .standingLinkGivenUp: .linkStands
        case .standingLinkTriedTooEarly: .retryPause
        case .connectedForNobody: .linkNeeded
        }
    }
}
