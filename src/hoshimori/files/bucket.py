"""S3-compatible storage as the place for files; needs the extra `s3`."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from hoshimori.files.storing import CHUNK, Address, NoSuchFileError, Pieces, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from botocore.client import BaseClient

_ABSENT = {"NoSuchKey", "404", "NotFound"}


class Bucket:
    """Files lie under PREFIX/OWNER/SHA256. S3 shows an object only once it is whole: nothing half-written is there.

    Credentials come from where boto3 looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role of the
    machine.
    """

    def __init__(self, client: BaseClient, name: str, prefix: str) -> None:
        self._client = client
        self._name = name
        self._prefix = f"{prefix}/" if prefix else ""

    @classmethod
    def at(cls, place: str) -> Bucket:
        """Return the bucket that `s3://bucket/prefix?endpoint=https://…&region=…` names; all after it may be left out.

        Raises:
            ValueError: no bucket is named, or something is asked for that is not known.
        """
        parts = urlsplit(place)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if not parts.netloc or set(asked) - {"endpoint", "region"}:
            message = "a bucket is named as s3://bucket/prefix?endpoint=https://…&region=…"
            raise ValueError(message)
        client = boto3.client(
            "s3",
            endpoint_url=asked.get("endpoint"),
            region_name=asked.get("region"),
            config=Config(
                connect_timeout=5,
                read_timeout=60,
                retries={"mode": "standard", "max_attempts": 3},
                # Servers that are compatible with S3 need not know checksums at the end of a stream.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                s3={"addressing_style": "path" if "endpoint" in asked else "auto"},
            ),
        )
        return cls(client, parts.netloc, parts.path.strip("/"))

    def put(self, stream: BinaryIO, owner: UUID) -> Stored:
        """Send a file under its digest; the other side compares what arrives with it."""
        digest, size = hashlib.sha256(), 0
        stream.seek(0)
        while piece := stream.read(CHUNK):
            digest.update(piece)
            size += len(piece)
        stream.seek(0)
        address = Address(owner, digest.hexdigest())
        self._client.put_object(
            Bucket=self._name,
            Key=self._key(address),
            Body=stream,
            ContentLength=size,
            ContentType="application/octet-stream",
            ChecksumSHA256=base64.b64encode(digest.digest()).decode("ascii"),
        )
        return Stored(address, size)

    def pieces(self, address: Address) -> Pieces:
        """Open a file.

        Raises:
            NoSuchFileError: there is none.
        """
        try:
            answer = self._client.get_object(Bucket=self._name, Key=self._key(address))
        except ClientError as error:
            raise _known(error, address) from error
        return Pieces(answer["Body"])

    def remove(self, address: Address) -> None:
        """Remove a file; one that is not there stays away."""
        self._client.delete_object(Bucket=self._name, Key=self._key(address))

    def addresses(self, before: datetime) -> Iterator[Address]:
        """Name every file that was put there before that moment."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=self._prefix)
        for page in pages:
            for entry in page.get("Contents", ()):
                address = Address.parse(entry["Key"].removeprefix(self._prefix))
                if address is not None and entry["LastModified"] < before:
                    yield address

    def tidy(self, before: datetime) -> int:
        """Find nothing to remove: a file that was not sent to its end leaves nothing in a bucket."""
        del before
        return 0

    def _key(self, address: Address) -> str:
        return self._prefix + address.path


def _known(error: ClientError, address: Address) -> Exception:
    """Return what an error means: that there is no such file, or else itself."""
    return NoSuchFileError(address.path) if error.response["Error"]["Code"] in _ABSENT else error
