// Package providers says what a verification service is: the Provider
// interface that each adapter implements, the Descriptor that presents it as
// data to settings, command line, notice and docs, and the Secret type that
// its keys travel in.
//
// An adapter is one folder beside this file and one line in providers/all. To
// add one, copy the folder of the service that is most alike, keep its file
// names and order, and make providertest pass.
package providers
