//! The screen as a device: views in, touches out.
