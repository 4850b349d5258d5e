// Package providers defines a verification service: the interface Provider,
// which each adapter implements, the Descriptor, which describes it to
// settings, command line, notice and documentation, and the type Secret of its
// keys.
//
// An adapter is one folder beside this file and one line in providers/all. To
// add one, copy the folder of the most similar service, keep its file names and
// order, and make providertest pass.
package providers
