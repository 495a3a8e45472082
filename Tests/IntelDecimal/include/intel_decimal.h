// Intel's decimal floating-point library, for tests and measurements only: what Decimal34 is held against.
// Numbers are in the 128-bit binary integer decimal encoding. Without the library everything answers zero and `intel_available` is 0.
#ifndef INTEL_DECIMAL_H
#define INTEL_DECIMAL_H
#include <stdint.h>

typedef struct { uint64_t low, high; } intel_decimal;

int intel_available(void);
/// Does nothing that the caller's compiler could see.
void intel_keep(const void *value);
intel_decimal intel_add(intel_decimal a, intel_decimal b);
intel_decimal intel_subtract(intel_decimal a, intel_decimal b);
intel_decimal intel_multiply(intel_decimal a, intel_decimal b);
intel_decimal intel_divide(intel_decimal a, intel_decimal b);
intel_decimal intel_fmod(intel_decimal a, intel_decimal b);
intel_decimal intel_power(intel_decimal a, intel_decimal b);
intel_decimal intel_square_root(intel_decimal a);
intel_decimal intel_exponential(intel_decimal a);
intel_decimal intel_logarithm(intel_decimal a);
/// Rounds to the exponent of b; mode: 0 half even, 1 towards −∞, 2 towards +∞, 3 towards 0, 4 half away from 0.
intel_decimal intel_quantize(intel_decimal a, intel_decimal b, unsigned mode);
intel_decimal intel_parse(const char *text);
/// −1, 0 or 1.
int intel_compare(intel_decimal a, intel_decimal b);
int intel_less(intel_decimal a, intel_decimal b);

#endif
