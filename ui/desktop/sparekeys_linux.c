#include <X11/Xlibint.h>

/* The presses that Xlib has read and the window has not handled. The window handles them in this order. */
static struct { unsigned code; Time at; } presses[256];
static unsigned read_presses, handled_presses;
static Bool (*key_from_wire)(Display *, XEvent *, xEvent *);

static Bool note_press(Display *d, XEvent *e, xEvent *wire) {
	Bool kept = key_from_wire(d, e, wire);
	unsigned i = read_presses++ % 256;
	presses[i].code = e->xkey.keycode;
	presses[i].at = e->xkey.time;
	return kept;
}

void facedesk_note_presses(void *display) {
	Bool (*before)(Display *, XEvent *, xEvent *) = XESetWireToEvent(display, KeyPress, note_press);
	if (before != note_press) key_from_wire = before;
}

unsigned long facedesk_press_time(unsigned code) {
	while (handled_presses != read_presses) {
		unsigned i = handled_presses++ % 256;
		if (presses[i].code == code) return presses[i].at;
	}
	return 0;
}
