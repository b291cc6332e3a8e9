// Where the program begins. Everything that it does is in HotseatCommands, where tests can reach
// it; nothing is to be added here.

import HotseatCommands

@main
struct Program {
    static func main() async {
        await Hotseat.main()
    }
}
