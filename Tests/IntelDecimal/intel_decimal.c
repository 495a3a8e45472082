#include "intel_decimal.h"

void intel_keep(const void *value) { (void)value; }

#ifdef LANTU_INTEL_DECIMAL

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

static BID_UINT128 in(intel_decimal a) { BID_UINT128 r; r.w[0] = a.low; r.w[1] = a.high; return r; }
static intel_decimal out(BID_UINT128 a) { intel_decimal r = {a.w[0], a.w[1]}; return r; }

int intel_available(void) { return 1; }
intel_decimal intel_add(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_add(in(a), in(b), 0, &f)); }
intel_decimal intel_subtract(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_sub(in(a), in(b), 0, &f)); }
intel_decimal intel_multiply(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_mul(in(a), in(b), 0, &f)); }
intel_decimal intel_divide(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_div(in(a), in(b), 0, &f)); }
intel_decimal intel_fmod(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_fmod(in(a), in(b), &f)); }
intel_decimal intel_power(intel_decimal a, intel_decimal b) { unsigned f = 0; return out(bid128_pow(in(a), in(b), 0, &f)); }
intel_decimal intel_square_root(intel_decimal a) { unsigned f = 0; return out(bid128_sqrt(in(a), 0, &f)); }
intel_decimal intel_exponential(intel_decimal a) { unsigned f = 0; return out(bid128_exp(in(a), 0, &f)); }
intel_decimal intel_logarithm(intel_decimal a) { unsigned f = 0; return out(bid128_log(in(a), 0, &f)); }
intel_decimal intel_quantize(intel_decimal a, intel_decimal b, unsigned mode) {
  unsigned f = 0;
  return out(bid128_quantize(in(a), in(b), mode, &f));
}
intel_decimal intel_parse(const char *text) { unsigned f = 0; return out(bid128_from_string((char *)text, 0, &f)); }
int intel_compare(intel_decimal a, intel_decimal b) {
  unsigned f = 0;
  return bid128_quiet_less(in(a), in(b), &f) ? -1 : bid128_quiet_equal(in(a), in(b), &f) ? 0 : 1;
}
int intel_less(intel_decimal a, intel_decimal b) { unsigned f = 0; return bid128_quiet_less(in(a), in(b), &f); }

#else

static const intel_decimal none = {0, 0};
int intel_available(void) { return 0; }
intel_decimal intel_add(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_subtract(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_multiply(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_divide(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_fmod(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_power(intel_decimal a, intel_decimal b) { return none; }
intel_decimal intel_square_root(intel_decimal a) { return none; }
intel_decimal intel_exponential(intel_decimal a) { return none; }
intel_decimal intel_logarithm(intel_decimal a) { return none; }
intel_decimal intel_quantize(intel_decimal a, intel_decimal b, unsigned mode) { return none; }
intel_decimal intel_parse(const char *text) { return none; }
int intel_compare(intel_decimal a, intel_decimal b) { return 0; }
int intel_less(intel_decimal a, intel_decimal b) { return 0; }

#endif
