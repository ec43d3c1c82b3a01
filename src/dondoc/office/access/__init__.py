"""How people come in: the second step of signing in, passkeys, the common sign-in of an organisation (OIDC), sessions."""
