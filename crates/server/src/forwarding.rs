//! Whose request it is when a reverse proxy stands in front of the server.
//!
//! Anybody can write `X-Forwarded-For`. It counts only as far as trusted proxies wrote it: read from the right, each
//! address was reported by the hop to its right, and the first one that is not a trusted proxy is the caller. `Forwarded`
//! is not read. No cookie depends on `X-Forwarded-Proto`: cookies are Secure unless the server is told otherwise.

use std::net::{IpAddr, SocketAddr};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    FORWARDED, HeaderName, HeaderValue, X_FORWARDED_FOR, X_FORWARDED_HOST, X_FORWARDED_PROTO,
};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};

use crate::state::AppState;

/// Addresses and networks of the proxies that are believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

impl TrustedProxies {
    /// Reads a list of addresses and CIDR networks, separated by commas.
    ///
    /// # Errors
    /// Says which entry is neither.
    pub fn parse(list: &str) -> Result<Self, String> {
        let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        let network = |entry: &str| {
            Network::parse(entry).ok_or_else(|| {
                format!("\"{entry}\" is neither an address nor a network, such as 10.1.2.3 or 10.0.0.0/8")
            })
        };
        entries.map(network).collect::<Result<_, _>>().map(Self)
    }

    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    base: u128,
    bits: u8,
    is_v6: bool,
}

impl Network {
    fn parse(entry: &str) -> Option<Self> {
        let (address, bits) = match entry.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().ok()?)),
            None => (entry, None),
        };
        let (value, width, is_v6) = number(address.parse().ok()?);
        let bits = bits.unwrap_or(width);
        (bits <= width).then(|| Self { base: first(value, bits, width), bits, is_v6 })
    }

    fn contains(self, address: IpAddr) -> bool {
        let (value, width, is_v6) = number(address);
        is_v6 == self.is_v6 && first(value, self.bits, width) == self.base
    }
}

/// An address as a number, its width in bits, and whether it is IPv6. IPv4 in IPv6's clothes is IPv4.
fn number(address: IpAddr) -> (u128, u8, bool) {
    match address.to_canonical() {
        IpAddr::V4(address) => (u32::from(address).into(), 32, false),
        IpAddr::V6(address) => (address.into(), 128, true),
    }
}

/// The first address of the network of so many bits that holds this one.
fn first(value: u128, bits: u8, width: u8) -> u128 {
    let host_bits = u32::from(width - bits);
    value.checked_shr(host_bits).unwrap_or(0).checked_shl(host_bits).unwrap_or(0)
}

/// The caller's address, by the connection's peer and the values of `X-Forwarded-For` in their order.
///
/// Values are bytes: what a caller wrote need not be text, and must not hide what a proxy wrote after it in the same line.
/// A hop that is no address ends the walk, and the trusted proxy that reported it counts as the caller.
#[must_use]
pub fn caller_address<'a>(
    peer: IpAddr,
    forwarded_for: impl DoubleEndedIterator<Item = &'a [u8]>,
    trusted: &TrustedProxies,
) -> IpAddr {
    let mut hops = forwarded_for.rev().flat_map(|value| value.rsplit(|byte| *byte == b','));
    let mut caller = peer.to_canonical();
    while trusted.contain(caller) {
        // A proxy that reports nothing, or no address, is as far as one can see.
        match hops.next().and_then(|hop| address(std::str::from_utf8(hop).ok()?.trim())) {
            Some(hop) => caller = hop.to_canonical(),
            None => break,
        }
    }
    caller
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// The caller's address, found at the door.
struct CallerAddress(IpAddr);

/// Finds the caller's address once, and makes the request say nothing else about it to whoever reads its headers later,
/// such as the log.
///
/// # Errors
/// Those of the inner service.
pub async fn settle<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let peer = request.peer_addr().map(|peer| peer.ip());
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let headers = request.headers_mut();
    let caller = peer.zip(state).map(|(peer, state)| {
        let said: Vec<&[u8]> = headers.get_all(X_FORWARDED_FOR).map(HeaderValue::as_bytes).collect();
        caller_address(peer, said.into_iter(), &state.trusted_proxies)
    });
    for name in [FORWARDED, X_FORWARDED_FOR, X_FORWARDED_HOST, X_FORWARDED_PROTO] {
        headers.remove(name);
    }
    if let Some(caller) = caller {
        let name: HeaderName = X_FORWARDED_FOR;
        if let Ok(value) = HeaderValue::from_str(&caller.to_string()) {
            headers.insert(name, value);
        }
        request.extensions_mut().insert(CallerAddress(caller));
    }
    next.call(request).await
}

/// The address that attempts are counted by. Of IPv6 it is the network of 64 bits, which a single household has.
#[must_use]
pub fn counted_address(request: &HttpRequest) -> String {
    let caller = request.extensions().get::<CallerAddress>().map(|caller| caller.0);
    match caller.or_else(|| request.peer_addr().map(|peer| peer.ip().to_canonical())) {
        Some(IpAddr::V6(address)) => {
            let network = std::net::Ipv6Addr::from(first(address.into(), 64, 128));
            format!("{network}/64")
        }
        Some(address) => address.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted = TrustedProxies::parse("10.0.0.0/8, 192.0.2.7,2001:db8:1::/48").unwrap();
        for (peer, said, caller) in [
            ("203.0.113.9", &["1.1.1.1"][..], "203.0.113.9"),
            ("10.1.2.3", &[], "10.1.2.3"),
            ("10.1.2.3", &["1.1.1.1"], "1.1.1.1"),
            ("::ffff:10.1.2.3", &["1.1.1.1"], "1.1.1.1"),
            ("192.0.2.7", &["6.6.6.6, 1.1.1.1"], "1.1.1.1"),
            ("192.0.2.8", &["6.6.6.6, 1.1.1.1"], "192.0.2.8"),
            ("10.1.2.3", &["6.6.6.6", "1.1.1.1, 10.9.9.9"], "1.1.1.1"),
            ("10.1.2.3", &["10.0.0.5, 10.0.0.6"], "10.0.0.5"),
            ("10.1.2.3", &["6.6.6.6, unknown"], "10.1.2.3"),
            ("10.1.2.3", &["6.6.6.6, nonsense, 10.0.0.6"], "10.0.0.6"),
            ("10.1.2.3", &["", "1.1.1.1"], "1.1.1.1"),
            ("10.1.2.3", &["1.1.1.1:5060"], "1.1.1.1"),
            ("2001:db8:1::5", &["[2001:db8:2::6]:443"], "2001:db8:2::6"),
            ("2001:db8:1::5", &["[2001:db8:2::6]"], "2001:db8:2::6"),
            ("2001:db8:2::5", &["1.1.1.1"], "2001:db8:2::5"),
        ] {
            let said = said.iter().map(|value| value.as_bytes());
            let found = caller_address(peer.parse().unwrap(), said.clone(), &trusted);
            assert_eq!(found.to_string(), caller, "{peer} {:?}", said.collect::<Vec<_>>());
        }
    }

    #[test]
    fn bytes_that_are_no_text_hide_nothing_to_their_right() {
        let trusted = TrustedProxies::parse("10.0.0.0/8").unwrap();
        for (said, caller) in [
            (&[&b"\xff, 1.1.1.1"[..]][..], "1.1.1.1"),
            (&[b"6.6.6.6, \xff\xfe ,1.1.1.1, 10.0.0.6"], "1.1.1.1"),
            (&["điện, 1.1.1.1".as_bytes()], "1.1.1.1"),
            (&[b"\xff", b"1.1.1.1"], "1.1.1.1"),
            (&[b"6.6.6.6", b"\xff"], "10.1.2.3"),
            (&[b"6.6.6.6, \xff, 10.0.0.6"], "10.0.0.6"),
            (&[b"6.6.6.6, 1.1.1.1\xff"], "10.1.2.3"),
        ] {
            let found = caller_address("10.1.2.3".parse().unwrap(), said.iter().copied(), &trusted);
            assert_eq!(found.to_string(), caller, "{said:?}");
        }
    }

    #[test]
    fn networks_hold_their_addresses() {
        for (list, address, held) in [
            ("", "127.0.0.1", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("10.1.2.3/8", "10.200.0.1", true),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("0.0.0.0/0", "::1", false),
            ("::/0", "::1", true),
            ("::/0", "8.8.8.8", false),
            ("fe80::/10", "febf::1", true),
            ("fe80::/10", "fec0::1", false),
            (",::1,", "::1", true),
        ] {
            let trusted = TrustedProxies::parse(list).unwrap();
            assert_eq!(trusted.contain(address.parse().unwrap()), held, "{list} {address}");
        }
    }

    #[test]
    fn what_is_no_network_is_named() {
        for (list, named) in [
            ("localhost", "localhost"),
            ("10.0.0.0/33", "10.0.0.0/33"),
            ("::/129", "::/129"),
            ("10.0.0.0/", "10.0.0.0/"),
            ("10.0.0.1;10.0.0.2", "10.0.0.1;10.0.0.2"),
            ("10.0.0.1, 10.0.0.0/-1", "10.0.0.0/-1"),
        ] {
            let problem = TrustedProxies::parse(list).unwrap_err();
            assert!(problem.starts_with(&format!("\"{named}\"")), "{problem}");
        }
    }
}
