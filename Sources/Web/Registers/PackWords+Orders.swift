import Kernel
import Policy
import Supervision

extension PackWords {
    func lights(_ order: Order) -> LightGroup {
        lights(Self.colour(order.declared), Self.colour(order.computed), Self.colour(order.confirmed))
    }

    static func colour(_ text: String?) -> LightColour? { text.flatMap { LightColour(rawValue: $0) } }
}
