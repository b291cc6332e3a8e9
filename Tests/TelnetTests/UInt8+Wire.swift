// The bytes of the protocol by the names that the RFCs give them, written once more and not taken
// from the module: a wrong number there is to be seen here.

extension UInt8 {
    static let iac: UInt8 = 255
    static let dont: UInt8 = 254
    static let `do`: UInt8 = 253
    static let wont: UInt8 = 252
    static let will: UInt8 = 251
    static let sb: UInt8 = 250
    static let goAhead: UInt8 = 249
    static let eraseLine: UInt8 = 248
    static let eraseCharacter: UInt8 = 247
    static let areYouThere: UInt8 = 246
    static let abortOutput: UInt8 = 245
    static let interruptProcess: UInt8 = 244
    static let brk: UInt8 = 243
    static let dataMark: UInt8 = 242
    static let nop: UInt8 = 241
    static let se: UInt8 = 240
    static let endOfRecord: UInt8 = 239
    static let abort: UInt8 = 238
    static let suspend: UInt8 = 237
    static let endOfFile: UInt8 = 236

    static let binary: UInt8 = 0
    static let echo: UInt8 = 1
    static let suppressGoAhead: UInt8 = 3
    static let status: UInt8 = 5
    static let timingMark: UInt8 = 6
    static let terminalType: UInt8 = 24
    static let windowSize: UInt8 = 31
    static let lineMode: UInt8 = 34
    static let comPort: UInt8 = 44

    static let nul: UInt8 = 0
    static let lf: UInt8 = 10
    static let cr: UInt8 = 13
}
