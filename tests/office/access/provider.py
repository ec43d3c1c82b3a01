"""A small OpenID provider in a process of its own: discovery, authorization code with PKCE, signed identity tokens, user info.

``python -m tests.office.access.provider``: prints its address, then serves until it is ended. ``POST /next`` (JSON) says who signs in next:
the claims, and ``spoil`` for a provider that misbehaves: ``signature`` (signed by another key), ``audience``, ``issuer``, ``expired``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "dondoc", "a secret between the office and its provider"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Handler(BaseHTTPRequestHandler):
    claims: dict[str, object] = {}
    spoil = ""
    codes: dict[str, dict[str, str]] = {}
    tokens: dict[str, dict[str, object]] = {}

    def do_GET(self):
        url = urlsplit(self.path)
        ways = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": self.keys,
            "/authorize": self.authorize,
            "/userinfo": self.userinfo,
        }
        ways[url.path]({name: values[0] for name, values in parse_qs(url.query).items()})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/next":
            said = json.loads(body)
            Handler.spoil = said.pop("spoil", "")
            Handler.claims = said
            return self.say({})
        return self.token({name: values[0] for name, values in parse_qs(body).items()})

    @property
    def issuer(self):
        return f"http://{self.headers['Host']}"

    def discovery(self, _asked):
        self.say(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def keys(self, _asked):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        self.say({"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]})

    def authorize(self, asked):
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        if self.claims.get("error"):
            return self.lead(asked["redirect_uri"], error=self.claims["error"], state=asked["state"])
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return self.lead(asked["redirect_uri"], code=code, state=asked["state"])

    def token(self, sent):
        asked = self.codes.pop(sent.get("code", ""), None)
        made = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if asked is None or made != asked["code_challenge"] or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET):
            return self.say({"error": "invalid_grant"}, 400)
        now = int(time.time()) - (7200 if self.spoil == "expired" else 0)
        said = {
            "iss": "http://elsewhere.example" if self.spoil == "issuer" else self.issuer,
            "aud": "somebody-else" if self.spoil == "audience" else CLIENT,
            "iat": now,
            "exp": now + 300,
            **self.claims,
        }
        access = secrets.token_urlsafe()
        self.tokens[access] = dict(self.claims)
        signed = jwt.encode(said, OTHER_KEY if self.spoil == "signature" else KEY, "RS256", headers={"kid": "one"})
        return self.say({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    def userinfo(self, _asked):
        found = self.tokens.get(self.headers["Authorization"].removeprefix("Bearer "))
        self.say(found or {}, 200 if found else 401)

    def lead(self, back, **words):
        self.send_response(302)
        self.send_header("Location", f"{back}?{urlencode(words)}")
        self.end_headers()

    def say(self, what, status=200):
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
