//go:build cgo && !purego

#include "blazeface.h"

#define LANES 4
#define RUN facedesk_run_base
#include "kernels.h"

int facedesk_has_avx2(void)
{
#ifdef __x86_64__
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
	return 0;
#endif
}
