#include <string.h>
#include <unistd.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include "_cgo_export.h"

static int lost(Display *display) {
	(void)display;
	facedeskDisplayLost();
	for (;;) pause();
}

static int ignored(Display *d, XErrorEvent *e) {
	(void)d;
	(void)e;
	return 0;
}

/* named returns the window that a window names as the window manager's, or None. */
static Window named(Display *d, Window by, Atom check) {
	Atom type;
	int format;
	unsigned long items = 0, after;
	unsigned char *data = NULL;
	Window found = None;
	if (XGetWindowProperty(d, by, check, 0, 1, False, XA_WINDOW, &type, &format, &items, &after, &data) == Success && items == 1 && format == 32)
		found = *(Window *)data;
	if (data) XFree(data);
	return found;
}

/* A window manager that has ended leaves its name on the root, and one that begins is
   named there first. GLFW, which finds no window behind the name, forgets to give its
   error handler back and ends the process at the next one. So a name is awaited for a
   second, and one that stays dead is taken away. */
static void forget_dead_manager(Display *d) {
	XErrorHandler before = XSetErrorHandler(ignored);
	Atom check = XInternAtom(d, "_NET_SUPPORTING_WM_CHECK", False);
	Window manager;
	for (int tries = 0; (manager = named(d, DefaultRootWindow(d), check)) != None && named(d, manager, check) != manager; tries++) {
		if (tries == 20) {
			XDeleteProperty(d, DefaultRootWindow(d), check);
			break;
		}
		usleep(50 * 1000);
	}
	XSync(d, False);
	XSetErrorHandler(before);
}

/* The connection stays open. An X server whose last client leaves begins anew: GLFW
   would wait for that, and what the session told the server would be forgotten. */
void facedesk_watch_display(void) {
	static Display *d;
	XSetIOErrorHandler(lost);
	if (!d) d = XOpenDisplay(NULL);
	if (d) forget_dead_manager(d); /* else GLFW says so */
}

static int managed(Display *d) {
	Atom type;
	int format;
	unsigned long items = 0, after;
	unsigned char *data = NULL;
	XGetWindowProperty(d, DefaultRootWindow(d), XInternAtom(d, "_NET_SUPPORTING_WM_CHECK", False), 0, 1, False, XA_WINDOW,
		&type, &format, &items, &after, &data);
	if (data) XFree(data);
	return items > 0;
}

int facedesk_maximise(void *display, unsigned long window) {
	Display *d = display;
	XEvent e;
	if (!managed(d)) return 0;
	memset(&e, 0, sizeof e);
	e.xclient.type = ClientMessage;
	e.xclient.window = window;
	e.xclient.message_type = XInternAtom(d, "_NET_WM_STATE", False);
	e.xclient.format = 32;
	e.xclient.data.l[0] = 1; /* add */
	e.xclient.data.l[1] = XInternAtom(d, "_NET_WM_STATE_MAXIMIZED_VERT", False);
	e.xclient.data.l[2] = XInternAtom(d, "_NET_WM_STATE_MAXIMIZED_HORZ", False);
	e.xclient.data.l[3] = 1; /* an application asks */
	XSendEvent(d, DefaultRootWindow(d), False, SubstructureNotifyMask | SubstructureRedirectMask, &e);
	return 1;
}

void facedesk_place(void *display, unsigned long window, int x, int y, int w, int h) {
	Display *d = display;
	XWMHints *hints = XGetWMHints(d, window);
	if (!hints) hints = XAllocWMHints();
	if (hints) {
		hints->flags |= InputHint;
		hints->input = False; /* a window manager never gives it the keyboard */
		XSetWMHints(d, window, hints);
		XFree(hints);
	}
	XMoveResizeWindow(d, window, x, y, (unsigned)w, (unsigned)h);
	XRaiseWindow(d, window);
	XFlush(d);
}

int facedesk_is_at(void *display, unsigned long window, int x, int y, int w, int h) {
	Display *d = display;
	XWindowAttributes now;
	Window child;
	int left, top;
	if (!XGetWindowAttributes(d, window, &now)) return 1;
	if (!XTranslateCoordinates(d, window, now.root, 0, 0, &left, &top, &child)) return 1;
	return left == x && top == y && now.width == w && now.height == h;
}
