# Caddy as an ordinary user: it listens on high ports and needs no capability.
FROM caddy:2
RUN setcap -r /usr/bin/caddy \
    && adduser -D -H -u 10002 caddy && mkdir -p /data/caddy /config/caddy && chown -R caddy /data /config
COPY docs/deploy/Caddyfile /etc/caddy/Caddyfile
USER caddy
