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

// metricsEvery is how often the file is written.
const metricsEvery = 15 * time.Second

// Metrics counts what a window does and writes it to a file in Prometheus' text
// format. No value names a person. Counters begin at 0 when the window starts.
// Without a file nothing is written.
type Metrics struct {
	flag     string // the file of the flag; it overrides the one of the settings
	registry *prometheus.Registry

	checks  *prometheus.CounterVec
	charges *prometheus.CounterVec
	yuan    *prometheus.CounterVec
	seconds *prometheus.HistogramVec
	unknown prometheus.Gauge
	camera  *prometheus.GaugeVec
	waiting *prometheus.GaugeVec // without a label, so that there is none until it is set
	oldest  *prometheus.GaugeVec

	mu     sync.Mutex // allows one writer at a time; guards broken
	broken bool       // the last write failed and was logged
}

// NewMetrics returns metrics that begin at 0. They are written to the file
// flag. If that is "", the file of the settings is used.
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
	m.waiting = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "facedesk_outbox_rows", Help: "Rows of the records that wait for the shared database."}, nil)
	m.oldest = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "facedesk_outbox_age_seconds", Help: "How long the oldest of them has waited, 0 if none waits."}, nil)
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "facedesk_build_info", Help: "1, with the version of the program."}, []string{"version"})
	build.WithLabelValues(version).Set(1)
	m.registry.MustRegister(m.checks, m.charges, m.yuan, m.seconds, m.unknown, m.camera, m.waiting, m.oldest, build)
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

// Watching returns a function that calls post and records the state of the
// camera.
func (m *Metrics) Watching(post func(session.Msg)) func(session.Msg) {
	return func(msg session.Msg) {
		if c, ok := msg.(session.CameraReported); ok {
			m.camera.Reset()
			m.camera.WithLabelValues(string(c.State)).Set(1)
		}
		post(msg)
	}
}

// Run writes the file of the flag or of the current station's settings until
// ctx ends.
func (m *Metrics) Run(ctx context.Context, c *Current) {
	every := time.NewTicker(metricsEvery)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			if c.get() != nil { // nil until the setup is done
				s, done := c.use()
				m.write(ctx, s)
				done()
			}
		case <-ctx.Done():
			return
		}
	}
}

// write replaces the whole file. The collector can read it.
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
	m.measureOutbox(ctx, s)
	m.mu.Lock()
	defer m.mu.Unlock()
	if err = plainfile.Check(file); err == nil { // WriteToTextfile would replace a device
		err = prometheus.WriteToTextfile(file, m.registry)
	}
	if err != nil && !m.broken {
		s.log.Error("the file of metrics cannot be written", slog.Any("cause", err))
	}
	m.broken = err != nil
}

// measureOutbox sets what waits for the shared database, where there is one.
func (m *Metrics) measureOutbox(ctx context.Context, s *Station) {
	if s.link == nil {
		m.waiting.Reset()
		m.oldest.Reset()
		return
	}
	o, err := s.file.Outbox(ctx)
	if err != nil {
		return
	}
	age := 0.0
	if o.Waiting > 0 {
		age = max(0, s.outside.Now().Sub(o.Oldest).Seconds())
	}
	m.waiting.WithLabelValues().Set(float64(o.Waiting))
	m.oldest.WithLabelValues().Set(age)
}
