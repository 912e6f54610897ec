"""
Pictures somewhere else than on this machine. Apart from `kfweb.storage`, because importing boto3 costs
every process most of a second.
"""

from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):  # type: ignore[misc]
    """
    Pictures in a bucket at any S3: private, reached by signed addresses that live a minute.
    """
