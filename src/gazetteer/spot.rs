//! Points on the globe, and how far they are apart.

/// A point with what its distances need, reckoned once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Degrees north and east.
    point: (f64, f64),
    /// Latitude in radians, and its cosine.
    latitude: f64,
    cosine: f64,
}

impl Spot {
    /// The spot of degrees north and east.
    pub fn new(point: (f64, f64)) -> Spot {
        let latitude = point.0.to_radians();
        Spot { point, latitude, cosine: latitude.cos() }
    }

    /// Degrees north.
    pub fn latitude(&self) -> f64 {
        self.point.0
    }

    /// Degrees east.
    pub fn longitude(&self) -> f64 {
        self.point.1
    }

    /// Distance in km on the sphere.
    pub fn distance_km(&self, other: &Spot) -> f64 {
        let (north, east) = (other.latitude - self.latitude, (other.point.1 - self.point.1).to_radians());
        let h = (north / 2.0).sin().powi(2) + self.cosine * other.cosine * (east / 2.0).sin().powi(2);
        2.0 * 6371.0 * h.sqrt().min(1.0).asin()
    }
}

/// Distance in km on the sphere between points in degrees north and east.
pub(crate) fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    Spot::new(a).distance_km(&Spot::new(b))
}
