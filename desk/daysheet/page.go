package daysheet

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"facedesk/assets"
	"facedesk/ui/text"
)

// Lengths in millimetres, sizes of type in points.
const (
	left, top, bottom = 15, 15, 18
	width             = 210 - 2*left
	family            = "print"
	body, small       = 9, 8
	lineHeight        = 4.6
	cellGap           = 3 // between two columns, with the library's own margins
)

// page draws on A4.
type page struct {
	*fpdf.Fpdf
	t    *text.Catalogue
	font *sfnt.Font
	buf  sfnt.Buffer
}

func newPage(t *text.Catalogue, made time.Time, foot string, pages int) (*page, error) {
	font, err := sfnt.Parse(assets.PrintFont())
	if err != nil {
		return nil, err
	}
	p := &page{Fpdf: fpdf.New("P", "mm", "A4", ""), t: t, font: font}
	p.AddUTF8FontFromBytes(family, "", assets.PrintFont())
	p.SetMargins(left, top, left)
	p.SetAutoPageBreak(false, bottom)
	p.SetCatalogSort(true)
	p.SetCreationDate(made) // else the library asks for the time
	p.SetModificationDate(made)
	p.SetProducer("Facedesk", false)
	p.SetFooterFunc(func() {
		p.SetXY(left, -12)
		p.size(small)
		p.CellFormat(width-20, lineHeight, p.known(foot), "", 0, "L", false, 0, "")
		p.CellFormat(20, lineHeight, strconv.Itoa(p.PageNo())+" / "+strconv.Itoa(pages), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	return p, nil
}

func (p *page) size(points float64) { p.SetFont(family, "", points) }

// known replaces characters that the font or the library lacks, so that nobody
// reads a name as another.
func (p *page) known(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if glyph, err := p.font.GlyphIndex(&p.buf, r); err != nil || glyph == 0 || r > 0xFFFF {
			return '〓'
		}
		return r
	}, text)
}

func (p *page) line(points, height float64, text string) {
	p.size(points)
	for _, l := range p.wrap(text, width) {
		p.room(height)
		p.CellFormat(width, height, l, "", 1, "L", false, 0, "")
	}
}

// room begins another page unless there is room for so much, and reports whether it
// did.
func (p *page) room(height float64) bool {
	_, high := p.GetPageSize()
	if p.GetY()+height <= high-bottom {
		return false
	}
	p.AddPage()
	return true
}

// wrap breaks a text into lines, at a blank where there is one. The library's own
// SplitText loses a character where it breaks a text without blanks.
func (p *page) wrap(text string, width float64) (lines []string) {
	rest := []rune(p.known(text))
	for len(rest) > 0 {
		n, blank := 1, 0
		for n < len(rest) && p.GetStringWidth(string(rest[:n+1])) <= width {
			if rest[n] == ' ' {
				blank = n
			}
			n++
		}
		if n < len(rest) && blank > 0 {
			n = blank
		}
		lines = append(lines, strings.TrimSpace(string(rest[:n])))
		rest = rest[n:]
	}
	return lines
}

// table draws a heading and rows. The shares are those of the columns in the
// width. No cell is cut: a long one takes several lines.
func (p *page) table(heading string, shares []float64, head []string, rows [][]string) {
	p.Ln(3)
	p.room(6 * lineHeight)
	p.line(12, 7, heading)
	if len(rows) == 0 {
		p.line(body, lineHeight, p.t.T("sheet.none"))
		return
	}
	p.row(shares, small, head)
	for _, r := range rows {
		if p.room(p.height(shares, r)) {
			p.row(shares, small, head)
		}
		p.row(shares, body, r)
	}
}

// height is how much room a row of the body takes.
func (p *page) height(shares []float64, cells []string) float64 {
	p.size(body)
	lines := 1
	for i, c := range cells {
		lines = max(lines, len(p.wrap(c, shares[i]*width-cellGap)))
	}
	return float64(lines)*lineHeight + 1
}

// row draws one row and a line below it.
func (p *page) row(shares []float64, points float64, cells []string) {
	height := p.height(shares, cells)
	p.size(points)
	x, y := float64(left), p.GetY()
	for i, share := range shares {
		for n, l := range p.wrap(cells[i], share*width-cellGap) {
			p.SetXY(x, y+0.5+float64(n)*lineHeight)
			p.CellFormat(share*width, lineHeight, l, "", 0, "L", false, 0, "")
		}
		x += share * width
	}
	p.SetDrawColor(0xD5, 0xDD, 0xE5)
	p.Line(left, y+height, left+width, y+height)
	p.SetXY(left, y+height)
}

// twice draws a document twice, because the first page says how many there are.
func twice(draw func(pages int) (*page, error)) ([]byte, error) {
	p, err := draw(0)
	if err == nil {
		p, err = draw(p.PageNo())
	}
	if err != nil {
		return nil, err
	}
	return p.bytes()
}

// bytes ends the document.
func (p *page) bytes() ([]byte, error) {
	var out bytes.Buffer
	err := p.Output(&out)
	return out.Bytes(), err
}
