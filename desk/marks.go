package desk

import (
	"facedesk/config"
	"facedesk/imaging"
)

// Maker is a maker that judges by the settings last loaded, by the default marks
// before.
func (c *Current) Maker(m *imaging.Maker) *imaging.Maker {
	if s := c.get(); s != nil {
		return m.By(Marks(s.Settings))
	}
	return m
}

// Marks are what photos are judged by under the settings.
func Marks(s *config.Settings) imaging.Marks {
	return imaging.Marks{
		MinEyes: s.Number(config.KeyPhotoMinEyes), GoodEyes: s.Number(config.KeyPhotoGoodEyes), Roll: s.Number(config.KeyPhotoTilt),
		Turned: s.Number(config.KeyPhotoTurned), TurnedAway: s.Number(config.KeyPhotoTurnedAway),
		Covered: s.Number(config.KeyPhotoCovered), Doubtful: s.Number(config.KeyPhotoDoubtful),
		NoseColour: s.Number(config.KeyPhotoNoseColour), LidLight: s.Number(config.KeyPhotoLidLight), LidLightMost: s.Number(config.KeyPhotoLidLightMost),
		DarkTop: s.Number(config.KeyPhotoDarkTop), DarkContrast: s.Number(config.KeyPhotoDarkContrast), Burnt: s.Number(config.KeyPhotoBurnt),
		BacklitTop: s.Number(config.KeyPhotoBacklitTop), SideLight: s.Number(config.KeyPhotoSideLight), Sharpness: s.Number(config.KeyPhotoSharpness),
	}
}
