package desk

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/verify"
)

// metricsEvery is how often the file is written while nothing happens.
const metricsEvery = 15 * time.Second

// Metrics count what a window does and write it to a file for a collector, in
// Prometheus' text format. No value names a person. Counters begin at 0 with
// the window. Without a file they count for nobody.
type Metrics struct {
	flag     string // the file of the flag, before that of the settings
	registry *prometheus.Registry

	checks  *prometheus.CounterVec
	charges *prometheus.CounterVec
	yuan    *prometheus.CounterVec
	seconds *prometheus.HistogramVec
	unknown prometheus.Gauge
	camera  *prometheus.GaugeVec

	mu     sync.Mutex // one writer at a time
	broken bool       // the last writing failed, and the log says so
}

// NewMetrics counts from 0. The file of the flag is written, where that is "" the
// one of the settings.
func NewMetrics(flag, version string) *Metrics {
	m := &Metrics{
		flag: flag, registry: prometheus.NewRegistry(),
		checks:  counters("facedesk_checks_total", "Checks by service and by what came of them: an outcome, or the kind of an error.", "provider", "result", "demo"),
		charges: counters("facedesk_charges_total", "Checks by what is known of their charge.", "provider", "charged"),
		yuan:    counters("facedesk_yuan_total", "Yuan of the checks that were surely charged, by the price in the settings.", "provider"),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "facedesk_call_seconds", Help: "How long services took to answer.",
			Buckets: []float64{.1, .25, .5, 1, 2, 3, 5, 10, 20, 30},
		}, []string{"provider"}),
		unknown: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "facedesk_unknown_outcomes_open", Help: "Checks without a known outcome that nobody has decided about."}),
		camera: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "facedesk_camera_state", Help: "1 for the state of the camera when it was last asked for."}, []string{"state"}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "facedesk_build_info", Help: "1, with the version of the program."}, []string{"version"})
	build.WithLabelValues(version).Set(1)
	m.registry.MustRegister(m.checks, m.charges, m.yuan, m.seconds, m.unknown, m.camera, build)
	return m
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// checked counts a check.
func (m *Metrics) checked(r verify.Result, err error) {
	result, charged := r.Verdict.Outcome.String(), r.Verdict.Charged
	if err != nil {
		result, charged = string(identity.KindOf(err)), chargedBy(err)
	}
	m.checks.WithLabelValues(r.Provider, result, strconv.FormatBool(r.Demo)).Inc()
	if r.Attempt == "" || r.Demo {
		return
	}
	m.seconds.WithLabelValues(r.Provider).Observe(r.Duration.Seconds())
	m.charges.WithLabelValues(r.Provider, charged.String()).Inc()
	if charged == identity.ChargedYes {
		m.yuan.WithLabelValues(r.Provider).Add(float64(r.Fen) / 100)
	}
}

func chargedBy(err error) identity.Charged {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return e.Charged
	}
	return identity.ChargedUnknown
}

// Watching returns post, and counts what goes through it.
func (m *Metrics) Watching(post func(session.Msg)) func(session.Msg) {
	return func(msg session.Msg) {
		if c, ok := msg.(session.CameraReported); ok {
			m.camera.Reset()
			m.camera.WithLabelValues(string(c.State)).Set(1)
		}
		post(msg)
	}
}

// Run writes the file of the current station's settings until ctx ends.
func (m *Metrics) Run(ctx context.Context, c *Current) {
	every := time.NewTicker(metricsEvery)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			if c.get() != nil { // else nothing is set up yet
				s, done := c.use()
				m.write(ctx, s)
				done()
			}
		case <-ctx.Done():
			return
		}
	}
}

// write writes the file as a whole, readable by the collector.
func (m *Metrics) write(ctx context.Context, s *Station) {
	file := m.flag
	if file == "" {
		file = s.Settings.String(config.KeyMetricsFile)
	}
	if file == "" {
		return
	}
	open, err := s.store.List(ctx, records.Filter{Unsettled: true})
	if err == nil {
		m.unknown.Set(float64(len(open)))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err = plainfile.Check(file); err == nil { // a device would be replaced
		err = prometheus.WriteToTextfile(file, m.registry)
	}
	if err != nil && !m.broken {
		s.log.Error("the file of metrics cannot be written", slog.Any("cause", err))
	}
	m.broken = err != nil
}
