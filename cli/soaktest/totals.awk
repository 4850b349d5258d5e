# Reads the output of go test -v, passes it on, and adds up what the tests report.
# It fails if a test or a package failed.
{ print; fflush() }
/^soak: .*: seed=/ { sub(/^soak: /, ""); seeds[++drawn] = $0; next }
/^soak: .*: [a-z_]+=[0-9]+$/ { split($NF, pair, "="); if (!(pair[1] in total)) kinds[++n] = pair[1]; total[pair[1]] += pair[2] }
/^--- PASS/ { passed++ }
/^--- FAIL/ { failed++; lost[failed] = $3 }
/^--- SKIP/ { skipped++ }
/^Benchmark.* ns\/op/ { benchmarks++ }
/^(FAIL|panic:)/ { broken = 1 }
END {
	printf "\n== soak totals, commit %s\n", commit
	printf "tests %d, passed %d, failed %d, skipped %d\n", passed + failed + skipped, passed, failed, skipped
	printf "benchmarks %d\n", benchmarks
	for (i = 1; i <= failed; i++) printf "failed: %s\n", lost[i]
	for (i = 1; i <= n; i++) printf "%s %d\n", kinds[i], total[kinds[i]]
	for (i = 1; i <= drawn; i++) printf "%s\n", seeds[i]
	exit (failed > 0 || broken || passed == 0)
}
