/// Eigenvalues (largest first) and unit eigenvectors of a symmetric matrix by Jacobi rotations.
struct SymmetricEigen {
    let values: [Double]
    /// vectors[k] belongs to values[k]; its components sum to at least 0, which fixes the sign that the theory leaves open.
    let vectors: [[Double]]

    /// `matrix` is row-major, `size` × `size`, symmetric and finite. O(size³) a sweep, usually fewer than ten sweeps.
    init(_ matrix: [Double], size n: Int) throws(MethodError) {
        var a = matrix
        var v = Array(repeating: 0.0, count: n * n)
        for i in 0..<n { v[i * n + i] = 1 }
        let total = a.reduce(0) { $0 + $1 * $1 }
        var settled = false
        for _ in 0..<60 {
            var off = 0.0
            for p in 0..<n { for q in (p + 1)..<max(n, p + 1) { off += a[p * n + q] * a[p * n + q] } }
            if off <= 1e-30 * total {
                settled = true
                break
            }
            for p in 0..<n {
                for q in (p + 1)..<max(n, p + 1) where a[p * n + q] != 0 {
                    let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
                    let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<n {
                        let (kp, kq) = (a[k * n + p], a[k * n + q])
                        a[k * n + p] = c * kp - s * kq
                        a[k * n + q] = s * kp + c * kq
                    }
                    for k in 0..<n {
                        let (pk, qk) = (a[p * n + k], a[q * n + k])
                        a[p * n + k] = c * pk - s * qk
                        a[q * n + k] = s * pk + c * qk
                    }
                    for k in 0..<n {
                        let (kp, kq) = (v[k * n + p], v[k * n + q])
                        v[k * n + p] = c * kp - s * kq
                        v[k * n + q] = s * kp + c * kq
                    }
                }
            }
        }
        guard settled else { throw .notConverged }
        let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
        values = order.map { a[$0 * n + $0] }
        vectors = order.map { k in
            let vector = (0..<n).map { v[$0 * n + k] }
            return vector.reduce(0, +) < 0 ? vector.map { -$0 } : vector
        }
    }
}
