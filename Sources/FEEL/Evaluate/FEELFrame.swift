/// The variables of one evaluation, by slot. Used by one thread.
public final class FEELFrame {
    public var slots: ContiguousArray<FEELValue>
    public let run: FEELRun

    /// A frame for `scope`, all variables null.
    public init(_ scope: FEELScope = FEELScope(), run: FEELRun = FEELRun()) {
        slots = ContiguousArray(repeating: .null, count: scope.slotCount)
        self.run = run
    }

    /// A frame that sees what another saw, as a function sees what surrounds its definition.
    public init(capturing slots: ContiguousArray<FEELValue>, run: FEELRun) {
        self.slots = slots
        self.run = run
    }

    public subscript(slot: Int) -> FEELValue {
        get { slot < slots.count ? slots[slot] : .null }
        set {
            reserve(slot + 1)
            slots[slot] = newValue
        }
    }

    /// Makes sure that slots below `count` exist.
    @inlinable public func reserve(_ count: Int) {
        while slots.count < count { slots.append(.null) }
    }
}
