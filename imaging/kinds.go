package imaging

import (
	"bytes"

	"facedesk/identity"
)

// kind is a kind of file that is no picture that can be read, by its first bytes.
type kind struct {
	magic  string // '?' stands for any byte
	zh, en string
}

// otherKinds are files that people take for photos. The first that fits counts.
func otherKinds() []kind {
	return []kind{
		{"\xff\x0a", "JPEG XL 照片", "a JPEG XL photo"},
		{"\x00\x00\x00\x0cJXL ", "JPEG XL 照片", "a JPEG XL photo"},
		{"\x00\x00\x00\x0cjP  ", "JPEG 2000 照片", "a JPEG 2000 photo"},
		{"\xff\x4f\xff\x51", "JPEG 2000 照片", "a JPEG 2000 photo"},
		{"II\xbc\x01", "JPEG XR 照片", "a JPEG XR photo"},
		{"II+\x00", "BigTIFF 图片", "a BigTIFF picture"},
		{"MM\x00+", "BigTIFF 图片", "a BigTIFF picture"},
		{"FUJIFILMCCD-RAW", "相机原始（RAW）文件", "a camera's raw file"},
		{"IIRO", "相机原始（RAW）文件", "a camera's raw file"},
		{"IIRS", "相机原始（RAW）文件", "a camera's raw file"},
		{"IIU\x00", "相机原始（RAW）文件", "a camera's raw file"},
		{"FOVb", "相机原始（RAW）文件", "a camera's raw file"},
		{"????ftypcrx", "相机原始（RAW）文件", "a camera's raw file"},
		{"????ftyp", "视频文件", "a video"},
		{"\x1a\x45\xdf\xa3", "视频文件", "a video"},
		{"RIFF????AVI ", "视频文件", "a video"},
		{"%PDF", "PDF 文档", "a PDF document"},
		{"8BPS", "Photoshop 文件", "a Photoshop file"},
		{"gimp xcf", "GIMP 文件", "a GIMP file"},
		{"<svg", "SVG 图形", "an SVG drawing"},
		{"<?xml", "XML 或 SVG 文件", "an XML or SVG file"},
		{"<!", "网页", "a web page"},
		{"<html", "网页", "a web page"},
		{"PK\x03\x04", "压缩包或 Office 文档", "a ZIP archive or an Office document"},
		{"\xd0\xcf\x11\xe0", "Office 文档", "an Office document"},
		{"7z\xbc\xaf", "压缩包", "an archive"},
		{"Rar!", "压缩包", "an archive"},
		{"\x1f\x8b", "压缩包", "an archive"},
		{"\x00\x00\x01\x00", "图标文件", "an icon file"},
		{"P1", "PNM 图片", "a PNM picture"},
		{"P2", "PNM 图片", "a PNM picture"},
		{"P3", "PNM 图片", "a PNM picture"},
		{"P4", "PNM 图片", "a PNM picture"},
		{"P5", "PNM 图片", "a PNM picture"},
		{"P6", "PNM 图片", "a PNM picture"},
		{"%!PS", "PostScript 文件", "a PostScript file"},
		{"\xd7\xcd\xc6\x9a", "WMF 图形", "a WMF drawing"},
	}
}

// unknown is the error for a file that is none of the formats, with its kind
// where that can be told.
func unknown(data []byte) error {
	switch brand := heifBrand(data); brand {
	case "HEIC", "AVIF":
		return phonePhoto(brand)
	}
	if len(data) > 132 && string(data[128:132]) == "DICM" {
		return badKind("DICOM 图像", "a DICOM image")
	}
	for _, k := range otherKinds() {
		if hasMagic(data, k.magic) {
			return badKind(k.zh, k.en)
		}
	}
	return badPhoto(nil, "这个文件不是照片。", "This file is not a picture.")
}

// heifBrand tells pictures in the container of HEIF by what it says it holds
// (ISO/IEC 14496-12, 4.3).
func heifBrand(data []byte) string {
	if !hasMagic(data, "????ftyp") || len(data) < 12 {
		return ""
	}
	box := data[8:min(len(data), 128)]
	if n := int(data[2])<<8 | int(data[3]); n >= 12 && n < 8+len(box) {
		box = data[8:n]
	}
	for i := 0; i+4 <= len(box); i += 4 {
		switch brand := box[i : i+4]; {
		case i == 4: // the version
		case bytes.HasPrefix(brand, []byte("avi")):
			return "AVIF"
		case bytes.HasPrefix(brand, []byte("he")):
			return "HEIC"
		}
	}
	if brand := string(box[:min(4, len(box))]); brand == "mif1" || brand == "msf1" {
		return "HEIC"
	}
	return ""
}

// phonePhoto is the error for what telephones keep instead of JPEG. Reading one
// of twelve megapixels takes longer and more memory than a desk has for a file.
func phonePhoto(kind string) error {
	said := identity.Say("不支持 "+kind+" 照片。", kind+" photos cannot be read.").
		Do("请导出为 JPEG 后再试。苹果手机：设置 › 相机 › 格式 › 兼容性最佳，或把照片用微信、邮件发送后另存；电脑上可打开后另存为 JPEG。",
			"Export it as JPEG and try again. On an iPhone: Settings › Camera › Formats › Most Compatible; on a computer, open it and save it as JPEG.")
	return identity.Bad(identity.FieldPhoto, said)
}

func badKind(zh, en string) error {
	return badPhoto(nil, "不支持"+zh+"。", "This file is "+en+", which cannot be read.")
}

// incomplete is the error for a photo that lacks the part that counts.
func incomplete() error {
	return badPhoto(nil, "照片文件不完整或已损坏，缺少的部分含有人脸或无法判断。", "The photo file is incomplete or damaged, and the face is, or may be, in what is missing.")
}

// badPhoto is an error about a photo file. What to do about it is always the
// same.
func badPhoto(cause error, zh, en string) error {
	e := identity.Bad(identity.FieldPhoto, identity.Say(zh, en).
		Do("请换一张照片，或另存为普通 JPEG 后再试。", "Use another photo, or save this one as an ordinary JPEG and try again."))
	e.Cause = cause
	return e
}
