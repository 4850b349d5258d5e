package muzhiyun

import "facedesk/providers"

// sign returns the Authorization header: the AppCode after exactly one space.
// The service asks for no signature.
func sign(appCode providers.Secret) string { return "APPCODE " + appCode.Reveal() }
