// The bytes that mean something after an IAC (RFC 854, page 14; RFC 1184, section 4, for the first
// three). What they do is `TelnetCodec`'s.

/// What follows an IAC.
enum TelnetCommand: UInt8 {
    case endOfFile = 236
    case suspend = 237
    case abort = 238
    case endOfRecord = 239
    case subnegotiationEnd = 240
    case noOperation = 241
    case dataMark = 242
    case breakSignal = 243
    case interruptProcess = 244
    case abortOutput = 245
    case areYouThere = 246
    case eraseCharacter = 247
    case eraseLine = 248
    case goAhead = 249
    case subnegotiationBegin = 250
    case will = 251
    case wont = 252
    case `do` = 253
    case dont = 254
    /// IAC itself; after an IAC, one byte 0xFF of the data.
    case interpretAsCommand = 255

    /// What a terminal sends for the same purpose: a device knows no telnet.
    var controlCharacter: UInt8? {
        switch self {
        case .interruptProcess: 0x03
        case .endOfFile: 0x04
        case .eraseLine: 0x15
        case .suspend: 0x1A
        case .abort: 0x1C
        case .eraseCharacter: 0x7F
        default: nil
        }
    }
}
