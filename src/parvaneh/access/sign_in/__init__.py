"""How somebody is let in: sessions, throttles, second factors, single sign-on."""
