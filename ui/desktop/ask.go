package desktop

import (
	"context"

	"facedesk/ui/session"
)

// askText implements session.Ports.AskText. Leaving the screen gives the question
// up.
func (w *window) askText(ctx context.Context, a session.AskText) session.Msg {
	return session.TextGiven{AskText: a, Text: w.await(ctx, func(done func(string)) {
		w.screens.AskText(a.Question.Title(), a.Question.Body(), func(text string, _ bool) { done(text) })
	})}
}

// pickFolder implements session.Ports.PickFolder.
func (w *window) pickFolder(ctx context.Context, p session.PickFolder) session.Msg {
	return session.FolderGiven{Visit: p.Visit, Path: w.await(ctx, func(done func(string)) {
		w.screens.AskFolder(func(path string) { go w.list(path) }, done)
	})}
}

// await asks on the user-interface thread and waits for what is typed or chosen, ""
// for nothing.
func (w *window) await(ctx context.Context, ask func(done func(string))) string {
	given := make(chan string, 1)
	w.dispatch(func() { ask(func(text string) { given <- text }) })
	select {
	case text := <-given:
		return text
	case <-ctx.Done():
		return ""
	}
}
