#include <X11/Xlibint.h>

/* The presses that Xlib has read and the window has not handled. The window handles them in this order. */
#define KEPT 256u
static struct { unsigned code; Time at; } presses[KEPT];
static unsigned read_presses, handled_presses;
static Bool (*key_from_wire)(Display *, XEvent *, xEvent *);

static Bool note_press(Display *d, XEvent *e, xEvent *wire) {
	Bool kept = key_from_wire(d, e, wire);
	unsigned i = read_presses++ % KEPT;
	presses[i].code = e->xkey.keycode;
	presses[i].at = e->xkey.time;
	return kept;
}

void facedesk_note_presses(void *display) {
	Bool (*before)(Display *, XEvent *, xEvent *) = XESetWireToEvent(display, KeyPress, note_press);
	if (before != note_press) key_from_wire = before;
}

/* The time of the next press of a key, 0 for one that an input method has made up, and how many more there are at the
   same time: GLFW takes these for echoes of an input method. */
unsigned long facedesk_press_time(unsigned code, int *more) {
	*more = 0;
	if (read_presses - handled_presses > KEPT) handled_presses = read_presses - KEPT;
	for (unsigned i = handled_presses; i != read_presses; i++) {
		if (presses[i % KEPT].code != code) continue;
		Time at = presses[i % KEPT].at;
		for (handled_presses = i + 1; handled_presses != read_presses; handled_presses++, ++*more)
			if (presses[handled_presses % KEPT].code != code || presses[handled_presses % KEPT].at != at) break;
		return at;
	}
	return 0;
}
