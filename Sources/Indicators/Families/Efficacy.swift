/// 功效係數, efficacy coefficient: 60 + 40·(x − unacceptable)/(satisfactory − unacceptable).
///
/// 60 at the unacceptable value, 100 at the satisfactory one; **not** clipped, below the unacceptable value it falls under 60. The same
/// formula serves lower-is-better items, where satisfactory < unacceptable.
public enum Efficacy {
    /// Points. The two values must differ; equal ones answer NaN, which check and lint refuse beforehand.
    public static func score(_ value: Double, unacceptable: Double, satisfactory: Double) -> Double {
        guard satisfactory != unacceptable else { return .nan }
        return 60 + 40 * (value - unacceptable) / (satisfactory - unacceptable)
    }
}
