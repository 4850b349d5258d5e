//go:build cgo && !purego

#include "blazeface.h"

#ifdef __x86_64__
#pragma GCC target("avx2,fma")
#define LANES 8
#else
#define LANES 4
#endif
#define RUN facedesk_run_avx2
#include "kernels.h"
