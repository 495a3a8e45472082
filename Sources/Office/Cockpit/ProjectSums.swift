/// Sums of project money in the minor units of one currency. A sum that does not fit stays at the largest number.
package struct ProjectSums: Hashable, Sendable {
    /// 估算
    package var planned: Int64
    /// 批覆: the latest approval there is.
    package var approved: Int64
    /// 合同
    package var contract: Int64
    /// 支付
    package var paid: Int64

    package init(planned: Int64 = 0, approved: Int64 = 0, contract: Int64 = 0, paid: Int64 = 0) {
        (self.planned, self.approved, self.contract, self.paid) = (planned, approved, contract, paid)
    }

    package static func + (a: Self, b: Self) -> Self {
        ProjectSums(
            planned: a.planned.saturatingAdding(b.planned), approved: a.approved.saturatingAdding(b.approved),
            contract: a.contract.saturatingAdding(b.contract), paid: a.paid.saturatingAdding(b.paid))
    }

    /// Paid ÷ approved; nil where nothing is approved.
    package var execution: Double? { approved > 0 ? Double(paid) / Double(approved) : nil }
}

extension Int64 {
    fileprivate func saturatingAdding(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}
