"""
Three short words by which a learner comes back: easy to write down, said aloud, typed by children.
"""

import secrets
import unicodedata

from django.utils.translation import get_language

COUNT = 3


def _each(text: str) -> list[str]:
    return text.split()


ENGLISH = _each(
    """
acorn amber angle apple april arrow autumn badge bagel balloon bamboo banana basil basket beach beacon
bean bear beaver bell bench berry birch bird blanket blue boat bonnet book boot bottle bowl branch bread
breeze brick bridge broom brush bubble bucket butter button cabin cactus camel candle canoe carrot
castle cat cedar celery chalk cherry circle clay cliff clock cloud clover coast cocoa coconut comet
compass copper coral corn cotton cradle crane crayon cricket crown cup cushion daisy dance dawn desk
dolphin donkey door dove dragon drum duck dune eagle echo elbow elm ember engine fable falcon farm
feather fern fiddle field finch flag flame flute forest fountain fox frog garden garlic gate ginger
giraffe glass glove goat gold goose grape grass green guitar hammer harbor harp hat hazel heron hill
honey hoop horn horse island ivory ivy jacket jam jasmine jelly jewel jungle kettle kite kitten koala
ladder lake lamp lantern leaf lemon letter lily lion lizard llama lotus lunch magnet mango maple marble
market meadow melon mint mirror mitten moon moose moss mountain mouse music nest night north nut oak
oasis ocean olive onion orange orchid otter owl paddle paint panda paper parrot peach peanut pear pebble
pencil penguin pepper piano picnic pigeon pillow pine planet plum pocket pond poppy potato prairie
puddle puffin pumpkin puzzle quilt rabbit radish rain raven ribbon rice river robin rocket rose ruby
saddle sail salt sand scarf school shell silver sky snow sofa song spoon spring squirrel star stone
story summer sun swan table tea tiger toast tomato tower train tree tulip turtle umbrella valley velvet
violin wagon walnut water whale wheat willow window winter wolf wood yarn yellow zebra
"""
)

KOREAN = _each(
    """
가방 가을 가지 감자 강물 개울 거울 거북 겨울 계단 고래 고양이 곰 공원 과자 구두 구름 국수 국화 굴뚝 그네
그림 기린 기차 길 까치 꽃밭 꿀벌 나무 나비 나팔 낙엽 낙타 난로 날개 남쪽 냇물 노래 노을 논밭 누나 눈꽃
느티 다람쥐 다리 단추 단풍 달걀 달력 달빛 닭 담장 당근 대문 대추 도마 도시 도토리 독수리 돌담 동굴 동생
동전 동화 돛단배 두루미 둥지 들판 등대 등불 딸기 땅콩 레몬 로봇 마늘 마루 마을 만두 말 망치 매미 메주
멜론 모래 모자 목도리 목화 무 무지개 문어 물감 물개 물병 미소 민들레 밀가루 바나나 바늘 바다 바람 바위
바지 반지 발자국 밤 방울 방패 배 배추 버들 버섯 벌 벚꽃 베개 벼 별 병아리 보리 복숭아 봄 봉투 부엉이
부채 북 분수 분필 붓 비누 비둘기 빗물 빵 사과 사다리 사슴 사자 사탕 산 살구 상자 새벽 색종이 샘물 생강
생일 서랍 석류 선물 설탕 섬 소금 소나기 소나무 소리 소풍 손수건 솔방울 송아지 수국 수레 수박 수첩 수영
숟가락 숲 시계 시소 시장 식탁 신발 실 싹 쌀 씨앗 아침 악어 안개 앵두 야구 양말 양파 어부 언덕 얼룩말
얼음 여름 여우 연 연꽃 연못 연필 열쇠 염소 오늘 오리 오이 올챙이 옥수수 온돌 옷장 외투 우산 우유 우체통
운동장 원숭이 유리 은하수 음악 의자 이슬 이야기 이불 인형 자두 자석 자전거 잔디 잠자리 장갑 장미 장화
저녁 전등 접시 제비 조개 종 종이 주전자 지구 지도 지우개 진달래 집 찻잔 참새 창문 책상 천둥 철길 첼로
초록 촛불 치즈 친구 칠판 카드 커튼 컵 코끼리 콩 크레용 타조 탑 태양 텃밭 토끼 튤립 파도 팔찌 팥 펭귄
편지 포도 폭포 풀잎 풍선 풍차 피리 피아노 하늘 하마 학교 항구 해 해바라기 호두 호랑이 호박 호수 홍시
화분 화살 황소 횃불 휘파람
"""
)


def new_words() -> list[str]:
    """
    Three words, in the language of the page.
    """
    several = KOREAN if (get_language() or "").startswith("ko") else ENGLISH
    return [secrets.choice(several) for _each in range(COUNT)]


def read_words(text: str) -> str:
    """
    Words as people type them, as they are compared.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalpha() else " " for c in folded).split())
