#include "CWideSums.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma STDC FP_CONTRACT OFF

int wide_sums_available(void) { return __builtin_cpu_supports("avx2"); }

__attribute__((target("avx2")))
void wide_sums(const double *figures, const double *weights, size_t count, double *sums, size_t stride) {
    __m256d a0 = _mm256_setzero_pd(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    for (size_t k = 0; k < count; k++) {
        __m256d x0 = _mm256_loadu_pd(figures + 8 * k), x1 = _mm256_loadu_pd(figures + 8 * k + 4);
        __m256d w = _mm256_broadcast_sd(weights + 4 * k);
        a0 = _mm256_add_pd(a0, _mm256_mul_pd(x0, w));
        a1 = _mm256_add_pd(a1, _mm256_mul_pd(x1, w));
        w = _mm256_broadcast_sd(weights + 4 * k + 1);
        b0 = _mm256_add_pd(b0, _mm256_mul_pd(x0, w));
        b1 = _mm256_add_pd(b1, _mm256_mul_pd(x1, w));
        w = _mm256_broadcast_sd(weights + 4 * k + 2);
        c0 = _mm256_add_pd(c0, _mm256_mul_pd(x0, w));
        c1 = _mm256_add_pd(c1, _mm256_mul_pd(x1, w));
        w = _mm256_broadcast_sd(weights + 4 * k + 3);
        d0 = _mm256_add_pd(d0, _mm256_mul_pd(x0, w));
        d1 = _mm256_add_pd(d1, _mm256_mul_pd(x1, w));
    }
    _mm256_storeu_pd(sums, a0);
    _mm256_storeu_pd(sums + 4, a1);
    _mm256_storeu_pd(sums + stride, b0);
    _mm256_storeu_pd(sums + stride + 4, b1);
    _mm256_storeu_pd(sums + 2 * stride, c0);
    _mm256_storeu_pd(sums + 2 * stride + 4, c1);
    _mm256_storeu_pd(sums + 3 * stride, d0);
    _mm256_storeu_pd(sums + 3 * stride + 4, d1);
}
#else
int wide_sums_available(void) { return 0; }
void wide_sums(const double *figures, const double *weights, size_t count, double *sums, size_t stride) {
    (void)figures; (void)weights; (void)count; (void)sums; (void)stride;
}
#endif
