"""What a person signs in and signs with beside the password: passkeys, an authenticator app, recovery codes."""
