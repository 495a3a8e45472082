// Sums of products with 256-bit vectors, for processors that have them: what Swift cannot ask for function by function.
#pragma once
#include <stddef.h>

/// Whether this processor and this build have the wide way.
int wide_sums_available(void);

/// sums[d * stride + u] = the sum over k of figures[k * 8 + u] * weights[k * 4 + d], for eight u and four d, in the order of k and without
/// fused operations: the same bits as one multiplication and one addition at a time.
void wide_sums(const double *figures, const double *weights, size_t count, double *sums, size_t stride);
