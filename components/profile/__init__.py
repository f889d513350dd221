"""The parts of the profile page; each is handed a `ProfileView` and draws one part. No queries here."""
